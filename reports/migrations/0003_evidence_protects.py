"""Facts about evidence protect it: only a part of a row goes with the whole."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_grades_by_code'),
    ]

    operations = [
        migrations.AlterField(
            model_name='keyfinding',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='reports.report'),
        ),
        migrations.AlterField(
            model_name='shownmonth',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shown_months', to='reports.report'),
        ),
    ]
