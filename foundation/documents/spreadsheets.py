"""Write XLSX and CSV that a spreadsheet opens well and never runs as formulas."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .formats import in_britain
from .tables import AnyRow, Cell, CellValue, Month, Table, TableRow, without_zeros

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31
_LONGEST_CELL = 32_767
_NARROWEST, _WIDEST = 8, 60
_ROWS_AT_ONCE = 1000


class _Formats(NamedTuple):
    heading: Format
    text: Format
    day: Format
    moment: Format
    month: Format


def write_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table, named by its caption: bold frozen header, filters, widths that fit.

    Numbers and dates are written as such, text always as text.
    """
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(output, options) as workbook:
        heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = workbook.add_format({"text_wrap": True, "valign": "top"})
        day = workbook.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
        moment = workbook.add_format({"num_format": "d mmmm yyyy hh:mm", "align": "left", "valign": "top"})
        month = workbook.add_format({"num_format": "mmmm yyyy", "align": "left", "valign": "top"})
        formats = _Formats(heading, text, day, moment, month)
        taken: set[str] = set()
        for table in tables:
            _write_sheet(workbook.add_worksheet(_sheet_name(table.caption, taken)), table, formats)
    return output.getvalue()


def write_csv(table: Table) -> bytes:
    """CSV in UTF-8 with the mark that Excel needs to see it; text that a spreadsheet would run gets a leading apostrophe."""
    return b"".join(csv_in_parts(table))


def csv_in_parts(table: Table) -> Iterator[bytes]:
    """As `write_csv`, some rows at a time."""
    yield _csv([table.header]).encode("utf-8-sig")
    rest = plain_rows(table)
    while part := list(islice(rest, _ROWS_AT_ONCE)):
        yield _csv(part).encode()


def plain_rows(table: Table) -> Iterator[list[CellValue]]:
    """The values alone, each row as long as the header, that of the totals last."""
    for row in table.rows:
        yield _plain(row)
    if table.total:
        yield _plain(table.total)


def _plain(row: AnyRow) -> list[CellValue]:
    values: list[CellValue] = []
    for cell in row.cells if isinstance(row, TableRow) else row:
        if isinstance(cell, Cell):
            values += [cell.plain, *[None] * (cell.spans - 1)]
        else:
            values.append(cell)
    return values


def _csv(rows: Iterable[Sequence[CellValue]]) -> str:
    output = StringIO(newline="")
    csv.writer(output).writerows([_csv_value(value) for value in row] for row in rows)
    return output.getvalue()


def _write_sheet(page: Worksheet, table: Table, formats: _Formats) -> None:
    header = table.header
    widths = [len(name) + 2 for name in header]
    for column, name in enumerate(header):
        page.write_string(0, column, name, formats.heading)
    last = 0
    for last, row in enumerate(plain_rows(table), start=1):
        for column, value in enumerate(row):
            _write_cell(page, last, column, value, formats)
            widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
    page.freeze_panes(1, 0)
    if widths:
        page.autofilter(0, 0, last, len(widths) - 1)


def _write_cell(page: Worksheet, row: int, column: int, value: CellValue, formats: _Formats) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_string(row, column, "Yes" if value else "No", formats.text)
    elif isinstance(value, (int, float, Decimal)):
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        # A spreadsheet knows no time zones: the moment is written as clocks here showed it.
        page.write_datetime(row, column, in_britain(value).replace(tzinfo=None), formats.moment)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats.day)
    elif isinstance(value, Month):
        page.write_datetime(row, column, value.first, formats.month)
    else:
        page.write_string(row, column, value[:_LONGEST_CELL], formats.text)


def _width(value: CellValue) -> int:
    if isinstance(value, Month):
        return len("September 2023") + 1
    if isinstance(value, date):
        return len("30 September 2023 10:00" if isinstance(value, datetime) else "30 September 2023") + 1
    return max((len(line) for line in str("" if value is None else value).splitlines()), default=0) + 1


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of ``[]:*?/\\``, no apostrophe at an end, each once."""
    clean = _NOT_IN_SHEET_NAMES.sub(" ", name).strip("' ")[:_LONGEST_SHEET_NAME].strip("' ") or "Sheet"
    candidate, number = clean, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{clean[: _LONGEST_SHEET_NAME - len(f' {number}')]} {number}"
    taken.add(candidate.casefold())
    return candidate


def _csv_value(value: CellValue) -> CellValue:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Month):
        return f"{value.first:%Y-%m}"
    if isinstance(value, date):
        return in_britain(value).isoformat()
    if isinstance(value, Decimal):
        return without_zeros(value)
    return _guarded(value) if isinstance(value, str) else value


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
