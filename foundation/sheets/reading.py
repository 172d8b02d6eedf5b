"""Read a CSV, XLSX or ODS file into a Sheet, whatever its name says, within limits."""

import re
from array import array
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from foundation.sheets.apart import names_of_sheets, open_workbook
from foundation.sheets.cells import MISSING, clean_text, parse_number
from foundation.sheets.headings import counts_columns, headings_at, told_apart
from foundation.sheets.measuring import check_size
from foundation.sheets.merging import filled_down, notes_of_hidden, notes_of_merged
from foundation.sheets.opened import Opened
from foundation.sheets.sheet import Cell, Limits, Rows, Sheet, UnreadableFile, column_letters
from foundation.sheets.sniffing import (
    OPEN_DOCUMENT,
    OPEN_DOCUMENT_ENDINGS,
    TEXT,
    TEXT_ENDINGS,
    WORKBOOK,
    WORKBOOK_ENDINGS,
    ending_of,
    kind_of,
)
from foundation.sheets.text_files import read_text

DEFAULT_LIMITS = Limits()
_FIRST_ROWS = 10
_NAMED_AT_ONCE = 5
_YEARS = range(1900, 2101)
_PAIR = 2
# What may be the heading of a column of months, not a report's day.
_YEARS_OR_MONTH = re.compile(r"^(fy ?)?\d{4}([-/–]\d{2,4})?$|^[a-z]{3,9}[ -]\d{2,4}$", re.IGNORECASE)
_MONTH_IN_DIGITS = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])", re.ASCII)

Grid = Sequence[Sequence[Cell]]


def read_rows(
    file: BinaryIO | Path,
    name: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    sheet: str = "",
    header_row: int | None = None,
    need_results: bool = False,
) -> Sheet:
    """Read ``file``, called ``name`` by the person who chose it.

    ``sheet`` names a workbook's sheet, where it is not the first with anything in it; ``header_row`` counts from 1, where the row of
    headings is not to be found by itself; ``need_results`` refuses a workbook with formulas that were never worked out.
    Text files give text; workbooks give numbers (whole ones as int), dates and text. A number is given as its cell shows it where that
    is another: 0.12 shown as 12% is “12%”. What is merged over several rows stands in each of them.
    Raises UnreadableFile with one clear message where the file cannot be taken as a table.
    """
    content = _content(file, limits)
    kind = kind_of(content, name)
    if kind == TEXT:
        records, notes = read_text(content, limits)
        opened = Opened(records, notes)
    else:
        opened = open_workbook(content, limits, sheet, need_results=need_results)
    check_size(len(opened.cells), max(map(_used_width, opened.cells), default=0), limits)
    return _sheet(opened, _note_of_name(name, kind), kind != TEXT, header_row)


def sheets_of(content: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    """The names of a workbook's visible sheets; none of a text file. Raises UnreadableFile."""
    return [] if kind_of(content, name) == TEXT else names_of_sheets(content, limits)


def _content(file: BinaryIO | Path, limits: Limits) -> bytes:
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return _content(opened, limits)
    content = file.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:
        raise UnreadableFile(
            f"This file is larger than {limits.file_bytes / 1024**2:,.0f} MB. Remove what is not needed, or split it, and try again."
        )
    return content


_SAID = {
    TEXT: (TEXT_ENDINGS, "text", "CSV"),
    WORKBOOK: (WORKBOOK_ENDINGS, "an Excel workbook", "one"),
    OPEN_DOCUMENT: (OPEN_DOCUMENT_ENDINGS, "an OpenDocument spreadsheet", "one"),
}


def _note_of_name(name: str, kind: str) -> list[str]:
    endings, what, as_what = _SAID[kind]
    ending = ending_of(name)
    return [] if ending in endings else [f"The file is named .{ending} but is {what}, and was read as {as_what}."]


def _sheet(opened: Opened, notes: list[str], is_workbook: bool, header_row: int | None = None) -> Sheet:
    grid: Grid = opened.cells
    notes += opened.notes
    at = _header_at(grid) if header_row is None else _row_chosen(grid, header_row)
    headings, below, note = headings_at(grid, at)
    titles = _texts_above(grid, at)
    if note:
        notes.append(note)
    elif titles:
        notes.append(f"The title rows above the headings in row {at + 1} were skipped.")
    _refuse_a_header_that_is_none(headings)
    headings, told = told_apart(headings)
    notes += [told] if told else []
    _refuse_duplicates(headings)
    held = _rows_below(grid, below)
    rows = [grid[index] for index in held]
    if not is_workbook:
        # A column whose heading is left blank has its comma in the row of headings too.
        _refuse_extra_values(held, rows, max(len(headings), len(grid[at])))
    filled_down(opened, set(held), below)
    notes += _name_columns_before(rows, headings)
    notes += notes_of_merged(opened, headings, below) + notes_of_hidden(opened, headings, held)
    notes.extend(_columns_without_headings(rows, headings))
    return Sheet(
        header=[heading for heading in headings if heading],
        rows=Rows(headings, array("L", (index + 1 for index in held)), rows),
        notes=notes,
        header_number=at + 1,
        titles=titles,
        name=opened.name,
        blocks=_blocks(headings, rows),
    )


def _texts_above(grid: Grid, at: int) -> list[str]:
    return [text for row in grid[:at] for cell in row if (text := clean_text(cell))]


def _rows_below(grid: Grid, below: int) -> list[int]:
    held = [index for index in range(below, len(grid)) if _used_width(grid[index])]
    if not held:
        raise UnreadableFile("This file has headings but no rows below them. Check that you chose the right one.")
    return held


def _header_at(grid: Grid) -> int:
    """The first row at least half as full as the fullest near the top: what stands above it is a title."""
    first = list(
        islice(((index, _filled(row)) for index, row in enumerate(grid) if _used_width(row) and not counts_columns(row)), _FIRST_ROWS)
    )
    if not first:
        raise UnreadableFile("This file is empty. Check that you chose the right one.")
    fullest = max(filled for _, filled in first)
    full = [index for index, filled in first if filled * 2 >= fullest and (filled > 1 or fullest == 1)]
    return next((index for index in full if not _is_a_parameter(grid, index, full)), full[0])


def _is_a_parameter(grid: Grid, at: int, full: Sequence[int]) -> bool:
    """Whether a row says something of the report, as “Run on | 01/01/2025” does, and the headings stand fuller below.

    Two cells at the left of a wider table, and a blank row or another such pair before the headings; or a colon or a value in them.
    """
    row, later = grid[at], [index for index in full if index > at]
    if _used_width(row) != _PAIR or _filled(row) != _PAIR or not later:
        return False
    below = next((index for index in later if _used_width(grid[index]) > _PAIR and _are_words(grid[index])), None)
    if below is None or any(map(_YEARS_OR_MONTH.search, map(clean_text, row[1:_PAIR]))):
        return False
    return below > at + 1 or _is_a_value(row[0], row[1])


def _is_a_value(name: Cell, value: Cell) -> bool:
    return clean_text(name).endswith(":") or not isinstance(value, str) or any(map(str.isdigit, value))


def _are_words(row: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and not _looks_like_data(cell) for cell in row if _is_filled(cell))


def _row_chosen(grid: Grid, header_row: int) -> int:
    if not 1 <= header_row <= len(grid) or not _used_width(grid[header_row - 1]):
        raise UnreadableFile(f"Row {header_row} of this file is empty, so it holds no headings. Choose the row that does.")
    return header_row - 1


def _refuse_a_header_that_is_none(headings: list[str]) -> None:
    if 2 * sum(map(_looks_like_data, headings)) >= sum(map(bool, headings)):
        raise UnreadableFile("The first row of this file holds values, not headings. Add a row of headings above it and try again.")


def _looks_like_data(heading: str) -> bool:
    try:
        number = parse_number(heading)
    except ValueError:
        return False
    return number is not MISSING and number not in _YEARS and not _MONTH_IN_DIGITS.fullmatch(heading)


def _refuse_duplicates(headings: list[str]) -> None:
    columns: dict[str, list[int]] = {}
    for index, heading in enumerate(headings):
        if heading:
            columns.setdefault(heading.casefold(), []).append(index)
    twice = [
        f"“{headings[indexes[0]]}” (columns {' and '.join(map(column_letters, indexes))})"
        for indexes in columns.values()
        if len(indexes) > 1
    ]
    if twice:
        raise UnreadableFile(f"Each heading can be used once. Used more than once: {', '.join(twice)}. Rename or delete the extra columns.")


def _refuse_extra_values(held: list[int], rows: Grid, width: int) -> None:
    """In text a value too many means that an unquoted comma has moved every value after it to the wrong column."""
    too_long = [str(index + 1) for index, row in zip(held, rows, strict=True) if len(row) > width and _used_width(row) > width]
    if too_long:
        named = ", ".join(too_long[:_NAMED_AT_ONCE]) + (" and others" if len(too_long) > _NAMED_AT_ONCE else "")
        raise UnreadableFile(
            f"There are {width} headings, but more values than that in row {named}. "
            "Put values that contain a comma in quotation marks, or save the file again from Excel, and try again."
        )


def _name_columns_before(rows: Grid, headings: list[str]) -> list[str]:
    """Words to the left of the first heading say what the rows are, as in a report's table: such a column gets its letter as its name."""
    first = next((index for index, heading in enumerate(headings) if heading), 0)
    named = []
    for index in range(first):
        name = f"Column {column_letters(index)}"
        if name not in headings and any(_is_words(_at(row, index)) for row in rows):
            headings[index] = name
            named.append(f"{name} has no heading; here it is called “{name}”.")
    return named


def _is_words(cell: Cell) -> bool:
    return isinstance(cell, str) and _is_filled(cell) and not _looks_like_data(cell)


def _columns_without_headings(rows: Grid, headings: list[str]) -> list[str]:
    width = max(map(_used_width, rows))
    blank = [index for index in range(width) if index >= len(headings) or not headings[index]]
    used = [index for index in blank if any(_is_filled(_at(row, index)) for row in rows)]
    return [f"Column {column_letters(index)} has no heading, so its values were not read." for index in used]


def _blocks(headings: list[str], rows: Grid) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for index, heading in enumerate(headings):
        if heading:
            blocks[-1].append(heading)
        elif blocks[-1] and not any(_is_filled(_at(row, index)) for row in rows):
            blocks.append([])
    return [block for block in blocks if block]


def _at(row: Sequence[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else ""


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or not (cell == "" or cell.isspace())


def _filled(row: Sequence[Cell]) -> int:
    return sum(map(_is_filled, row))


def _used_width(row: Sequence[Cell]) -> int:
    """The number of columns up to the last that holds anything."""
    width = len(row)
    while width and not _is_filled(row[width - 1]):
        width -= 1
    return width
