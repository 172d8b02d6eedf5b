"""The database refuses to change an approved edition of a report.

Triggers, on SQLite and PostgreSQL, through whatever door. They guard against a change; keys protect against a deletion. On SQLite a later
migration that alters one of these tables makes it anew without its trigger: run `guard` again after it.
"""

from django.db import migrations

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
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
