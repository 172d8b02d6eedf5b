"""The kinds of audit that a council usually does beside the month's own. A council changes, ends or adds to them."""

import datetime

from django.db import migrations

SINCE = datetime.date(2021, 4, 1)
# Name, what it is for, its tool, with other agencies, every so many months (none: when needed), how many, moderated, which records,
# closed within so many months.
KINDS = (
    (
        "Closure audits",
        "Was it right to close, and does what was put in place hold? Records that were closed in the last weeks, by managers.",
        "Closure audit",
        *(False, 3, 6, "none", "closed", 2),
    ),
    (
        "Closed records",
        "What the whole of our work came to, once it had ended. By auditors, moderated like the month’s audits.",
        "Audit of a closed record",
        *(False, 6, 8, "all", "closed", 12),
    ),
    (
        "Multi-agency audits",
        "What the agencies saw and did together. The police, health and education each audit their own part; the lead joins the parts.",
        "Multi-agency audit",
        *(True, 6, 3, "none", "any", 12),
    ),
    (
        "Supervision audits",
        "Whether supervision helps workers to think, and what was decided is done. From the supervision records of a team.",
        "Supervision audit",
        *(False, 6, 10, "none", "any", 12),
    ),
    (
        "Independent chairs",
        "The part of independent reviewing officers and conference chairs: preparation, the child’s part, challenge.",
        "Audit of an independent chair",
        *(False, 12, 10, "all", "any", 12),
    ),
    (
        "Team diagnostics",
        "A close look at one team where figures or audits ask for it: records, supervision and conditions together.",
        "Team diagnostic",
        *(False, None, None, "none", "any", 12),
    ),
)


def add_kinds(apps, schema_editor):
    KindOfAudit, KindTerms = (apps.get_model("audits", name) for name in ("KindOfAudit", "KindTerms"))
    for name, purpose, tool, is_multi_agency, cadence, size, rule, records, closed in KINDS:
        kind = KindOfAudit.objects.create(name=name, purpose=purpose, tool_name=tool, is_multi_agency=is_multi_agency)
        KindTerms.objects.create(
            kind=kind,
            first_month=SINCE,
            cadence_months=cadence,
            size=size,
            moderation_rule=rule,
            records=records,
            closed_months=closed,
        )


class Migration(migrations.Migration):
    dependencies = [("audits", "0004_ready_themes")]
    operations = [migrations.RunPython(add_kinds, migrations.RunPython.noop)]
