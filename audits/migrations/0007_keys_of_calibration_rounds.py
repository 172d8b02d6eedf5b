from django.db import migrations

import audits.models.case_keys
from foundation.names import case_key


def fill(apps, schema_editor):
    rounds = apps.get_model("audits", "CalibrationRound")
    for row in rounds.objects.only("pk", "case_id"):
        rounds.objects.filter(pk=row.pk).update(case_key=case_key(row.case_id))


class Migration(migrations.Migration):
    dependencies = [("audits", "0006_restricted_records")]

    operations = [
        migrations.AddField(
            model_name="calibrationround",
            name="case_key",
            field=audits.models.case_keys.CaseKeyField(db_index=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
