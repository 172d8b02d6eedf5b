"""Facts about evidence protect it: only a part of a row goes with the whole."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0002_default_links'),
        ('performance', '0003_evidence_protects'),
    ]

    operations = [
        migrations.AlterField(
            model_name='domainindicator',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='domains_beside', to='performance.indicator'),
        ),
    ]
