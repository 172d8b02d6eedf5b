"""Reports that were approved before there were seals are sealed, later; from now on the database refuses to change an approved edition.

Triggers, on SQLite and PostgreSQL, through whatever door. They guard against a change; keys protect against a deletion. On SQLite a later
migration that alters one of these tables makes it anew without its trigger: run `guard` again after it.
"""

from django.db import migrations
from django.utils import timezone

from foundation.council.months import month_code
from foundation.seals import sha256_of
from reports.statement import parts_of_statement, statement

# Of each table, which rows stand.
STANDS = {"reports_report": "OLD.state = 'approved'", "reports_seal": "TRUE", "reports_shownmonth": "TRUE"}
SAYS = "An approved edition of a report does not change."
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_stands BEFORE UPDATE ON {table} WHEN {stands}
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {table}_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {stands} THEN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {table}_stands BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stands();
"""


def seal_later(apps, schema_editor):
    """What was read for them is not known, and what was changed since they were approved cannot be told."""
    council = apps.get_model("council", "Council").objects.first()
    day = (council and council.demo_day) or timezone.localdate()
    Seal, Shown = apps.get_model("reports", "Seal"), apps.get_model("reports", "ShownMonth")
    for report in apps.get_model("reports", "Report").objects.filter(state="approved", seal=None):
        first, last = month_code(report.first_month), month_code(report.last_month)
        inputs = {"version": 1, "known": False, "rows": {}}
        seal = Seal(report=report, scheme=1, before="", inputs=inputs, sealed_on=day, is_late=True)
        stated = statement(
            scheme=1,
            period=first if first == last else f"{first}-to-{last}",
            edition=report.edition,
            reason=report.reason,
            approved_by=report.approved_by_id,
            approved_on=report.approved_on,
            meeting=report.meeting_date,
            sealed_on=day,
            is_late=True,
            before="",
            content=report.content,
            shown_months=Shown.objects.filter(report=report).order_by("month").values_list("month", "stage", "figures"),
            inputs=inputs,
        )
        seal.sha256, seal.parts = sha256_of(stated), {"version": 1, "parts": parts_of_statement(stated)}
        seal.save()


def guard(apps, schema_editor):
    script = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for table, stands in STANDS.items():
        schema_editor.execute(script.format(table=table, stands=stands, says=SAYS), None)


def unguard(apps, schema_editor):
    for table in STANDS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_stands() CASCADE", None)
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_stands", None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_seals"), ("council", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard), migrations.RunPython(seal_later, migrations.RunPython.noop)]
