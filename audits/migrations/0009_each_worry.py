"""Two worries about one child are two: an audit may have several flags open, and the same said twice by one person is one."""

import datetime
import hashlib

from django.db import migrations, models


def fill_in(apps, schema_editor):
    RiskFlag = apps.get_model("audits", "RiskFlag")
    for flag in RiskFlag.objects.all():
        words = " ".join(flag.worry.split()), " ".join(flag.rung.split()), flag.rung_at.astimezone(datetime.UTC).isoformat()
        said = hashlib.sha256("\n".join(words).encode()).hexdigest()
        # Said again after the first was closed: then it stood as a flag of its own, and still does.
        if RiskFlag.objects.filter(audit=flag.audit_id, raised_by=flag.raised_by_id, said=said).exists():
            said = f"{said[:40]}-{flag.pk}"
        RiskFlag.objects.filter(pk=flag.pk).update(said=said)


class Migration(migrations.Migration):
    dependencies = [("audits", "0008_revealed_to")]

    operations = [
        migrations.RemoveConstraint("riskflag", "one_open_risk_an_audit"),
        migrations.AddField("riskflag", "said", models.CharField(default="", editable=False, max_length=64), preserve_default=False),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AddConstraint(
            "riskflag", models.UniqueConstraint(fields=("audit", "raised_by", "said"), name="a_worry_is_told_once")
        ),
    ]
