import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('audits', '0001_initial'),
        ('performance', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DomainIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('domain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators_beside', to='audits.domain')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains_beside', to='performance.indicator')),
            ],
            options={
                'ordering': ['domain', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('domain', 'indicator'), name='an_indicator_once_beside_a_domain')],
            },
        ),
    ]
