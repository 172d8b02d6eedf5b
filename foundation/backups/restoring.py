"""Put a backup into an empty database: all of it, compared with what the backup says of itself, or none of it."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models, transaction

from . import kept_files
from .archive import Manifest, Reader, Unreadable
from .rows import Digest, names_of_columns, rows_of, store_rows
from .schema import applied, go_on_after, migrate_to, tables_at, unknown_of

# Rows that a portal in use has, and one that was only migrated has not.
OF_USE: dict[str, dict[str, bool]] = {"accounts.Person": {"is_system": False}, "activity.Entry": {}}


class Refused(Exception):
    """Why nothing was restored, and what to do."""


def restore_backup(reader: Reader) -> Manifest:
    """Raises Refused or Unreadable, and then no row was stored. A backup of an earlier release is brought to this one."""
    manifest = reader.manifest
    require_known(manifest)
    require_empty(manifest)
    for file in manifest.files:
        with reader.file(file) as content:
            if not kept_files.put(file.name, file.sha256, content):
                raise Refused(f"The file of evidence {file.name} is kept already with another content, or the backup is damaged.")
    migrate_to(manifest.migrations)
    with transaction.atomic():
        _replace_rows(reader, tables_at(manifest.migrations))
    # What later releases changed, and what Django stores after that.
    ContentType.objects.clear_cache()
    call_command("migrate", verbosity=0)
    return manifest


def require_known(manifest: Manifest) -> None:
    if unknown := unknown_of(manifest.migrations):
        app, name = unknown[0]
        raise Refused(
            f"The backup is of a newer release ({manifest.version}): it has {app}.{name}, which this release does not know. "
            "Install that release, then restore."
        )


def require_empty(manifest: Manifest) -> None:
    """A database without tables, or as `migrate` leaves it."""
    here, tables = applied(), connection.introspection.table_names()
    if not here and set(tables) - {"django_migrations"}:
        raise Refused("The database is not empty: it holds tables of another program. Make a new one, and name it in DATABASE_URL.")
    if here and any(apps.get_model(name)._base_manager.filter(**of_use).exists() for name, of_use in OF_USE.items() if _is_there(name)):
        raise Refused("The database is not empty: the portal has been used in it. Make a new one, and name it in DATABASE_URL.")
    if not set(here) <= set(manifest.migrations):
        raise Refused(
            f"The backup is of an earlier release ({manifest.version}) than the tables of this database. Make a database without "
            "tables, and restore into that: its rows are then brought to this release."
        )


def _is_there(name: str) -> bool:
    return apps.get_model(name)._meta.db_table in connection.introspection.table_names()


def _replace_rows(reader: Reader, tables: list[type[models.Model]]) -> None:
    """Keys between tables are looked at when the transaction ends, so that their order does not matter."""
    said = {table.name: table for table in reader.manifest.tables}
    if {model._meta.db_table for model in tables} != set(said):
        raise Unreadable("The backup does not hold the tables that its migrations make.")
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    for model in tables:
        table = said[model._meta.db_table]
        by_place = [table.columns.index(name) for name in names_of_columns(model)]
        store_rows(model, ([row[place] for place in by_place] for row in reader.rows(table)))
        go_on_after(model, table.last)
    for model in tables:
        table = said[model._meta.db_table]
        found = _digest(model, table.columns)
        if (found.rows, found.sha256) != (table.rows, table.sha256):
            raise Unreadable(
                f"The rows of {table.name} are not what the backup says: {found.rows} for {table.rows}, or with other values. "
                "Nothing was stored. Take another backup."
            )


def _digest(model: type[models.Model], columns: list[str]) -> Digest:
    """In the order of the backup: a model as its migrations left it names its columns in another than the one it was taken of."""
    digest, here = Digest(), names_of_columns(model)
    by_place = [here.index(name) for name in columns]
    for row in rows_of(model):
        digest.add([row[place] for place in by_place])
    return digest
