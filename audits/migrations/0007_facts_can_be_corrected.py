"""Facts of a record can be corrected: what a list and a draw first said is kept beside it."""

import django.db.models.deletion
from django.db import migrations, models


def keep_apart(apps, schema_editor):
    """Two records of one list that a spelling alone told apart (D-1 and d-1) stay two: the later one says so."""
    records = apps.get_model("audits", "SampledRecord").objects.using(schema_editor.connection.alias)
    for record in records.filter(case_key=""):
        record.save(update_fields=["case_key"])
    listed = records.exclude(state="by_hand").order_by()
    doubled = listed.values_list("sample", "case_key").annotate(rows=models.Count("pk"), first=models.Min("pk")).filter(rows__gt=1)
    for sample, key, _, first in list(doubled):
        listed.filter(sample=sample, case_key=key).exclude(pk=first).update(written_apart=models.F("pk"))


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0006_interest_case_key_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='involvement',
            name='is_mistaken',
            field=models.BooleanField(default=False, help_text='The worker or team of which it came was recorded wrongly.'),
        ),
        migrations.AddField(
            model_name='sampledrecord',
            name='listed_case_id',
            field=models.CharField(
                blank=True,
                default='',
                help_text='Where it was corrected since: the draw was made by this one.',
                max_length=40,
                verbose_name='case ID as the list had it',
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='sampledrecord',
            name='written_apart',
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text='Nought, but for one that its spelling kept apart from another before spellings were one.',
            ),
        ),
        migrations.AlterField(
            model_name='reflection',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='audits.audit'),
        ),
        migrations.RunPython(keep_apart, migrations.RunPython.noop),
    ]
