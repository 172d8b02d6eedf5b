import django.db.models.deletion
import foundation.council.first_of_month
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_month', models.DateField()),
                ('last_month', models.DateField()),
                ('meeting_date', models.DateField(blank=True, null=True, verbose_name='date of the meeting')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved')], default='draft', max_length=10)),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('content', models.JSONField(blank=True, editable=False, null=True)),
                ('approval_asked_on', models.DateField(blank=True, null=True)),
                ('approval_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-last_month', '-first_month'],
                'constraints': [models.UniqueConstraint(fields=('first_month', 'last_month'), name='one_report_a_period'), models.CheckConstraint(condition=models.Q(foundation.council.first_of_month.IsFirstOfMonth('first_month'), foundation.council.first_of_month.IsFirstOfMonth('last_month'), ('last_month__gte', models.F('first_month'))), name='a_report_is_of_whole_months'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False), ('content__isnull', False)), _connector='OR'), name='approved_by_someone_on_a_day_and_frozen')],
            },
        ),
        migrations.CreateModel(
            name='KeyFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('strength', 'Strength'), ('area', 'Area for improvement')], max_length=10)),
                ('text', models.TextField()),
                ('source', models.CharField(choices=[('record', 'The child’s record'), ('discussion', 'Discussion with the worker'), ('observation', 'Observation'), ('child', 'The child or young person'), ('family', 'The family')], default='record', max_length=12)),
                ('position', models.PositiveSmallIntegerField()),
                ('quoted', models.JSONField(blank=True, default=list)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SectionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=30)),
                ('text', models.TextField(blank=True)),
                ('written_on', models.DateField()),
                ('quoted', models.JSONField(blank=True, default=list)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='reports.report')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['report', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='a_section_text_once')],
            },
        ),
        migrations.CreateModel(
            name='ShownMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('stage', models.CharField(choices=[('pre', 'Before moderation'), ('post', 'After moderation')], max_length=4)),
                ('figures', models.JSONField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shown_months', to='reports.report')),
            ],
            options={
                'ordering': ['month', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'month'), name='a_month_shown_once_a_report')],
            },
        ),
    ]
