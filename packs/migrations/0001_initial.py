
import django.db.models.deletion
import foundation.council.first_of_month
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('inspection', 'Inspection pack'), ('service', 'Service pack')], max_length=10)),
                ('first_month', models.DateField()),
                ('last_month', models.DateField()),
                ('with_records', models.BooleanField(default=False, help_text='It has lists of single records.')),
                ('made_at', models.DateTimeField(help_text="On the council's day.")),
                ('size', models.PositiveBigIntegerField(help_text='In bytes.')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('files', models.JSONField(help_text='As `stored.PACK_FILES` has it.')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='accounts.service')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'service'), ('service__isnull', False), ('with_records', False)), models.Q(('kind', 'inspection'), ('service', None)), _connector='OR'), name='a_service_pack_has_its_service_and_no_record'), models.CheckConstraint(condition=models.Q(foundation.council.first_of_month.IsFirstOfMonth('first_month'), foundation.council.first_of_month.IsFirstOfMonth('last_month'), ('last_month__gte', models.F('first_month'))), name='a_pack_is_of_whole_months')],
            },
        ),
        migrations.CreateModel(
            name='PackPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='packs.pack')),
            ],
            options={
                'ordering': ['pack', 'position'],
                'constraints': [models.UniqueConstraint(fields=('pack', 'position'), name='a_part_of_a_pack_once')],
            },
        ),
    ]
