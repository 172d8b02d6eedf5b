"""Take a backup while the portal runs: all rows as they were at one moment, then the files that these rows name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from . import kept_files
from .archive import Manifest, StoredTable, Writer, written_whole
from .rows import names_of_columns, rows_of
from .schema import applied, last_number, tables_at


def take_backup(path: Path) -> tuple[Manifest, list[str]]:
    """What is in it, and the names of files that rows name and that are missing or not what they were. Raises OSError, Error."""
    with written_whole(path) as file, one_moment(), Writer(file, Manifest(settings.VERSION, names := applied())) as writer:
        for model in tables_at(names):
            meta = model._meta
            table = StoredTable(meta.db_table, meta.label_lower, names_of_columns(model), last=last_number(model))
            writer.add_table(table, rows_of(model))
        lost = [name for name, sha256 in sorted(kept_files.named_by_rows()) if not _add_file(writer, name, sha256)]
        writer.finish()
    return writer.manifest, lost


def _add_file(writer: Writer, name: str, sha256: str) -> bool:
    try:
        content = kept_files.storage().open(name)
    except FileNotFoundError:
        return False
    with content:
        return writer.add_file(name, content) == sha256


@contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is read within was so at one moment, and nobody who writes is kept waiting."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    # Not `atomic`, which on SQLite takes the lock of a writer.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
