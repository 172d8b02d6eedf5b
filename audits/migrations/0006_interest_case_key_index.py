"""Interests in a record are looked up by its case ID."""

import audits.models.case_keys
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0005_sort_by_numbers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='interest',
            name='case_key',
            field=audits.models.case_keys.CaseKeyField(blank=True, db_index=True),
        ),
    ]
