"""Rows of the logs may go when the rules of retention say so, and only then: what is left of each is written down first, for good."""

from django.db import migrations, models

LOGS = {"activity_entry": "trail", "activity_access": "access"}
SAYS = "The trail is only added to."
SQLITE = """CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}
    WHEN EXISTS (SELECT 1 FROM activity_segment)
     AND NOT EXISTS (SELECT 1 FROM activity_removedrow WHERE log = '{log}' AND "row" = OLD.id)
    BEGIN SELECT RAISE(ABORT, '{says}'); END"""
SQLITE_BEFORE = """CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} WHEN EXISTS (SELECT 1 FROM activity_segment)
    BEGIN SELECT RAISE(ABORT, '{says}'); END"""
SQLITE_OWN = (
    "CREATE TRIGGER activity_removedrow_stays BEFORE UPDATE ON activity_removedrow BEGIN SELECT RAISE(ABORT, '{says}'); END",
    """CREATE TRIGGER activity_removedrow_is_kept BEFORE DELETE ON activity_removedrow WHEN EXISTS (SELECT 1 FROM activity_segment)
       BEGIN SELECT RAISE(ABORT, '{says}'); END""",
)
POSTGRESQL = """CREATE OR REPLACE FUNCTION log_row_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND (
            NOT EXISTS (SELECT 1 FROM activity_segment)
            OR EXISTS (SELECT 1 FROM activity_removedrow WHERE log = TG_ARGV[0] AND "row" = OLD.id)
        ) THEN RETURN OLD; END IF;
        RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';
    END $$"""
POSTGRESQL_TRIGGER = """CREATE OR REPLACE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {function}"""
BEFORE = "trail_is_only_added_to()"


def guard(apps, schema_editor):
    def run(statement, **words):
        schema_editor.execute(statement.format(says=SAYS, **words), None)

    if schema_editor.connection.vendor == "postgresql":
        run(POSTGRESQL)
        for table, log in LOGS.items():
            run(POSTGRESQL_TRIGGER, table=table, function=f"log_row_may_go('{log}')")
        run(POSTGRESQL_TRIGGER, table="activity_removedrow", function=BEFORE)
        return
    for table, log in LOGS.items():
        run(f"DROP TRIGGER IF EXISTS {table}_is_kept")
        run(SQLITE, table=table, log=log)
    for statement in SQLITE_OWN:
        run(statement)


def unguard(apps, schema_editor):
    def run(statement, **words):
        schema_editor.execute(statement.format(says=SAYS, **words), None)

    if schema_editor.connection.vendor == "postgresql":
        for table in LOGS:
            run(POSTGRESQL_TRIGGER, table=table, function=BEFORE)
        run("DROP TRIGGER activity_removedrow_stays ON activity_removedrow")
        return
    for table in LOGS:
        run(f"DROP TRIGGER {table}_is_kept")
        run(SQLITE_BEFORE, table=table)
    for name in ("stays", "is_kept"):
        run(f"DROP TRIGGER activity_removedrow_{name}")


class Migration(migrations.Migration):
    dependencies = [("activity", "0002_logs_are_only_added_to")]
    operations = [
        migrations.CreateModel(
            name="RemovedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.CharField(choices=[("trail", "Trail"), ("access", "Reading log")], max_length=6)),
                ("row", models.PositiveBigIntegerField()),
                (
                    "certificate",
                    models.CharField(
                        help_text="“Retention 7”: what removed it, under which rule, asked and confirmed by whom.", max_length=40
                    ),
                ),
                ("removed_on", models.DateField(verbose_name="the council's day")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["certificate", "log"], name="removed_by_certificate")],
                "constraints": [models.UniqueConstraint(fields=("log", "row"), name="a_row_of_a_log_removed_once")],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
