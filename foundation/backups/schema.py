"""Which migrations a database has, and its tables as they were after some of them."""

from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from foundation.lookups.management.commands.migrate import only_what_changes_made_again

Names = list[tuple[str, str]]
# A session in somebody else's hands is a way in; everybody signs in again after a restore. The index of words is made again from the
# texts, and what was checked of another database says nothing of this one. A file that a job made goes after some days, here too.
LEFT_OUT = {
    "sessions.session",
    "search.indexedtext",
    "search.indexedword",
    "search.indexedupto",
    "activity.logcheck",
    "jobs.jobfile",
    "jobs.jobfilepart",
}


def applied() -> Names:
    """Empty where the database holds no table of the portal."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def unknown_of(names: Names) -> Names:
    """Which of them this release does not have."""
    known = MigrationExecutor(connection).loader.disk_migrations
    assert known is not None, "a loader with a connection has read them"
    return [name for name in names if name not in known]


def migrate_to(names: Names) -> None:
    """Bring an empty database, or one that lacks some of these migrations, to exactly these."""
    executor = MigrationExecutor(connection)
    with only_what_changes_made_again():
        executor.migrate(_ends(executor.loader.graph, names))


def tables_at(names: Names) -> list[type[models.Model]]:
    """Every table but those left out, by name, with the columns that it had after these migrations."""
    loader = MigrationExecutor(connection).loader
    is_now = set(names) == set(loader.disk_migrations or ())
    registry: Any = apps if is_now else loader.project_state(_ends(loader.graph, names)).apps
    found = registry.get_models(include_auto_created=True)
    ours = [model for model in found if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT]
    return sorted(ours, key=lambda model: model._meta.db_table)


def _ends(graph: Any, names: Names) -> Names:
    wanted = set(names)
    return [name for name in names if not any(child.key in wanted for child in graph.node_map[name].children)]


def last_number(model: type[models.Model]) -> int:
    """The highest number that a row of this table was ever given, as far as the database knows; 0 where it gives none."""
    if not isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
        return 0
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), column])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def go_on_after(model: type[models.Model], number: int) -> None:
    """The next row gets a higher number than any row had, here or where the rows come from."""
    if not isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
        return
    table, column = model._meta.db_table, model._meta.pk.column
    newest = model._base_manager.aggregate(newest=models.Max("pk"))["newest"] or 0
    number = max(number, newest)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            if number:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        else:
            name = connection.ops.quote_name(table)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)", [name, column, max(number, 1), number > 0])
