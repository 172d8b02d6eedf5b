"""The rows of one table as lines of JSON, the same whichever database holds them, read and stored so that few are in memory at a time."""

import base64
import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models

from foundation.seals import canonical_json

AT_ONCE = 1000


def columns_of(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.local_concrete_fields)


def names_of_columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in columns_of(model)]


def rows_of(model: type[models.Model]) -> Iterator[list[Any]]:
    """Plain values for JSON, by the table's key."""
    fields = columns_of(model)
    # A row that holds a whole file is fetched by itself.
    holds_files = any(isinstance(field, models.BinaryField) for field in fields)
    found = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in found.iterator(chunk_size=1 if holds_files else AT_ONCE):
        yield [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    match value:
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case datetime.time():
            return value.isoformat(timespec="microseconds")
        case Decimal():
            return format(value, "f")
        case UUID():
            return str(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(value).decode()
    return value


def line_of(row: list[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


class Digest:
    """How many rows, and the SHA-256 of all of them in order: of their values, not of how a database or a program writes these."""

    def __init__(self) -> None:
        self.rows = 0
        self._sha256 = hashlib.sha256()

    def add(self, row: list[Any]) -> None:
        self.rows += 1
        # The canonical form is worth its time only where two databases may write one number in two ways.
        exact = canonical_json(row) if _holds_fractions(row) else _sorted(row)
        self._sha256.update(exact + b"\n")

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


def _holds_fractions(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_holds_fractions, value))
    return any(map(_holds_fractions, value.values())) if isinstance(value, dict) else isinstance(value, float)


def _sorted(row: list[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "surrogatepass")


def store_rows(model: type[models.Model], rows: Iterable[list[Any]]) -> None:
    """Insert them as they are, keys and times included; services, defaults and `auto_now_add` have no say."""
    fields = columns_of(model)
    ready = ([_stored(field, value) for field, value in zip(fields, row, strict=True)] for row in rows)
    table, names = connection.ops.quote_name(model._meta.db_table), [connection.ops.quote_name(name) for name in names_of_columns(model)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            return
        into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(fields))})"
        while some := list(islice(ready, AT_ONCE)):
            cursor.executemany(into, some)


def _stored(field: models.Field, value: Any) -> Any:
    if value is not None and isinstance(field, models.BinaryField):
        value = base64.b64decode(value)
    # A reference holds the key that it refers to.
    kept = field.target_field if isinstance(field, models.ForeignKey) else field
    if not isinstance(kept, models.JSONField):
        value = kept.to_python(value)
    return kept.get_db_prep_save(value, connection)
