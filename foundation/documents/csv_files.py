"""Write CSV that a spreadsheet opens well and never runs as formulas: the table alone, values as other programs read them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import islice

from .formats import in_britain
from .shown_numbers import ShownNumber
from .tables import CellValue, Month, Table, plain_rows, without_zeros

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_ROWS_AT_ONCE = 1000


def write_csv(table: Table) -> bytes:
    """CSV in UTF-8 with the mark that Excel needs to see it; text that a spreadsheet would run gets a leading apostrophe."""
    return b"".join(csv_in_parts(table))


def csv_in_parts(table: Table) -> Iterator[bytes]:
    """As `write_csv`, some rows at a time."""
    yield _csv([table.header]).encode("utf-8-sig")
    rest = plain_rows(table)
    while part := list(islice(rest, _ROWS_AT_ONCE)):
        yield _csv(part).encode()


def _csv(rows: Iterable[Sequence[CellValue]]) -> str:
    output = StringIO(newline="")
    csv.writer(output).writerows([_csv_value(value) for value in row] for row in rows)
    return output.getvalue()


def _csv_value(value: CellValue) -> CellValue:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Month):
        return f"{value.first:%Y-%m}"
    if isinstance(value, date):
        return in_britain(value).isoformat()
    if isinstance(value, Decimal):
        return without_zeros(value)
    if isinstance(value, ShownNumber):
        return value.words
    return _guarded(value) if isinstance(value, str) else value


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
