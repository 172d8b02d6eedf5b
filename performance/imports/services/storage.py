"""Writing many figures at once, in the driver's own way: a hundred thousand through model objects take several times as long."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from performance.models import Restatement, Value

VALUE_COLUMNS = ("indicator_id", "place_id", "month", "value", "missing_mark", "source_id", "row")
RESTATEMENT_COLUMNS = ("value_id", "was", "was_mark", "was_year", "was_source_id", "was_row", "source_id")


def insert_values(rows: Iterable[Sequence[Any]]) -> None:
    """Add rows of VALUE_COLUMNS. The caller's transaction holds them; the table's constraints judge them as ever."""
    _insert(Value, VALUE_COLUMNS, rows)


def insert_restatements(rows: Iterable[Sequence[Any]]) -> None:
    """Add rows of RESTATEMENT_COLUMNS."""
    _insert(Restatement, RESTATEMENT_COLUMNS, rows)


def update_values(rows: Iterable[Sequence[Any]]) -> None:
    """Set value, missing_mark, source_id and row, in this order, of the value whose key comes last."""
    table, quote = Value._meta.db_table, connection.ops.quote_name
    assigned = ", ".join(f"{quote(column)} = %s" for column in ("value", "missing_mark", "source_id", "row"))
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(table)} SET {assigned} WHERE {quote('id')} = %s", list(rows))


def _insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    table, named = quote(model._meta.db_table), ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            # The driver takes any iterator, so no second list of all rows is made.
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({places})", rows)  # type: ignore[arg-type]  # the stubs say one row
