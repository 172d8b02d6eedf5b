"""From now on the database refuses to change a row of the trail, of the reading log or of their seals, through whatever door.

Once a segment is sealed, as on every portal that runs, it refuses to delete one too. On SQLite a later migration that alters one of these
tables makes it again without its triggers: run `guard` again after it.
"""

from django.db import migrations

TABLES = ("activity_entry", "activity_access", "activity_segment", "activity_sealedrow")
SAYS = "The trail is only added to."
SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_stays BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END",
    """CREATE TRIGGER IF NOT EXISTS {table}_is_kept BEFORE DELETE ON {table} WHEN EXISTS (SELECT 1 FROM activity_segment)
       BEGIN SELECT RAISE(ABORT, '{says}'); END""",
)
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION trail_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
           IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM activity_segment) THEN RETURN OLD; END IF;
           RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    "CREATE OR REPLACE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trail_is_only_added_to()",
)


def guard(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for table in TABLES:
        for statement in statements:
            schema_editor.execute(statement.format(table=table, says=SAYS), None)


def unguard(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_stays ON {table}", None)
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_stays", None)
            schema_editor.execute(f"DROP TRIGGER {table}_is_kept", None)


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
