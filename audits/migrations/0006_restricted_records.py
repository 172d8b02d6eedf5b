import audits.models.case_keys
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0005_kinds_of_audit'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='auditrules',
            name='break_glass_hours',
            field=models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='hours for which break-glass opens an audit'),
        ),
        migrations.CreateModel(
            name='BreakGlass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('opened_on', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reviewed_on', models.DateField(blank=True, null=True)),
                ('was_justified', models.BooleanField(blank=True, null=True)),
                ('review', models.TextField(blank=True, verbose_name='what the lead found')),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opened_by_break_glass', to='audits.audit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'break-glass readings',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reviewed_on__isnull', True), ('was_justified__isnull', True)), models.Q(('reviewed_on__isnull', False), ('was_justified__isnull', False), models.Q(('review', ''), _negated=True)), _connector='OR'), name='break_glass_is_reviewed_in_words')],
            },
        ),
        migrations.CreateModel(
            name='RestrictedRecord',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('case_id', models.CharField(max_length=40, verbose_name='case ID')),
                ('case_key', audits.models.case_keys.CaseKeyField(db_index=True)),
                ('reason', models.TextField()),
                ('restricted_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('end_reason', models.TextField(blank=True, verbose_name='why it is open again')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('readers', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='named readers')),
                ('restricted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('case_key',), name='a_record_restricted_once_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='a_restriction_ends_with_a_reason')],
            },
        ),
    ]
