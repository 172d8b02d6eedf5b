"""The database refuses to reword a published version of the audit tool, through whatever door.

Triggers, on SQLite and PostgreSQL. They guard against a change; what has been graded cannot be deleted anyway. On SQLite a
later migration that alters one of these tables makes it anew without its trigger: run `guard` again after it (and
`unguard` before one that alters audits_tool, to which the triggers refer).
"""

from django.db import migrations

# Of each table, the tool that a row belongs to.
TOOL_OF = {
    "audits_domain": "OLD.tool_id",
    "audits_checklistitem": "OLD.tool_id",
    "audits_descriptor": "(SELECT tool_id FROM audits_domain WHERE id = OLD.domain_id)",
    "audits_question": "(SELECT tool_id FROM audits_domain WHERE id = OLD.domain_id)",
}
SAYS = "A published version of the audit tool does not change."
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_stands BEFORE UPDATE ON {table}
WHEN (SELECT published_on FROM audits_tool WHERE id = {tool}) IS NOT NULL
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {table}_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT published_on FROM audits_tool WHERE id = {tool}) IS NOT NULL THEN RAISE EXCEPTION '{says}'; END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {table}_stands BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stands();
"""


def guard(apps, schema_editor):
    script = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for table, tool in TOOL_OF.items():
        schema_editor.execute(script.format(table=table, tool=tool, says=SAYS), None)


def unguard(apps, schema_editor):
    for table in TOOL_OF:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_stands() CASCADE", None)
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_stands", None)


class Migration(migrations.Migration):
    dependencies = [("audits", "0002_default_tool")]
    operations = [migrations.RunPython(guard, unguard)]
