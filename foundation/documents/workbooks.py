"""What a workbook holds, sheet by sheet, before it is an Excel or an OpenDocument file: by the Analysis Function's checklist.

Each sheet has its title in A1 and one table in column A, under what has to be said of it. Several tables, or notes, come with a cover and
contents; notes have a sheet of their own. Knows no Django.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from .printable import printable_text
from .shown_numbers import ShownNumber
from .tables import CellValue, Month, Table, plain_rows, plain_table

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
# First row, first column, last row, last column, counted from 0; row 0 is the first under the headings, and -1 these.
CellRange = tuple[int, int, int, int]
NOTHING_RECORDED = "An empty cell means that nothing is recorded there."
NO_ROWS = "There is nothing to list."
_NARROWEST, _WIDEST, WIDEST_ALONE = 8, 60, 100
_NOT_IN_TABLE_NAMES = re.compile(r"\W+", re.ASCII)
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME, _LEAST_OF_A_NAME = 31, 18
# Excel marks up no table with a longer heading.
_LONGEST_HEADING = 255


class ChartKind(StrEnum):
    """Lying bars whose parts make a whole, lines, or lying bars beside each other."""

    SHARES = "shares"
    LINES = "lines"
    PAIRS = "pairs"


@dataclass(frozen=True)
class TableSeries:
    """One series of a chart: the cells of the table that hold it, and its look. `letters` is the colour of the figures on it."""

    name: str
    cells: CellRange
    colour: str
    letters: str = ""
    is_limit: bool = False


@dataclass(frozen=True)
class TableChart:
    """A chart that Excel draws from a table of the workbook: it holds no figure that the table does not show. `alt` says it in words.

    `categories` are cells too. Where the table has its `latest_first` the chart has it last.
    """

    title: str
    alt: str
    kind: ChartKind
    table: Table
    categories: CellRange
    series: Sequence[TableSeries]
    axis: str = ""
    latest_first: bool = False


@dataclass(frozen=True)
class TableLines:
    """Small lines that Excel draws in a `column` of a table, one a row: from the columns `first` to `last` of that row in a table `of`."""

    table: Table
    column: int
    of: Table
    first: int
    last: int
    colour: str


@dataclass(frozen=True)
class Workbook:
    """Its tables and charts, each of which gets a sheet that is named, and titled, by its caption; one alone has the workbook's title.

    A chart comes after its table; an OpenDocument file leaves it out. `author` is the council. `about` are lines of the cover: a name and
    what there is to say. One that people fill in or correct and bring again (`to_fill_in`) has its tables alone, so that nothing in it has
    to be passed over.
    """

    title: str
    author: str
    parts: Sequence[Table | TableChart]
    about: Sequence[tuple[str, str]] = ()
    to_fill_in: bool = False
    lines: Sequence[TableLines] = ()


@dataclass(frozen=True)
class WorkbookSheet:
    """A title, lines about the table, and the table; or a chart in its place, whose last line leads to the sheet with its table.

    `leads_to` has the sheets to which the first cell of each row, or the last line of a chart, is a link.
    """

    name: str
    title: str
    lines: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[CellValue]]
    leads_to: Sequence[str] = ()
    chart: TableChart | None = None
    table: Table | None = None

    @property
    def top(self) -> int:
        """Where the headings are, counted from 0."""
        return 1 + len(self.lines)


class _Named(NamedTuple):
    """A table or a chart with the name and the title of its sheet."""

    name: str
    part: Table | TableChart
    title: str


def workbook_sheets(workbook: Workbook, *, with_charts: bool = True) -> list[WorkbookSheet]:
    """The sheets in their order: cover, contents and notes, where there are any, and one for each table and chart."""
    parts = [part for part in workbook.parts if with_charts or isinstance(part, Table)]
    notes = _notes(parts)
    named = _named(parts, notes)
    names = {id(each.part): each.name for each in named}
    sheets = [_sheet(each, names) for each in named]
    if len(sheets) == 1 and not notes:
        return [replace(sheets[0], title=workbook.title)]
    if workbook.to_fill_in:
        return sheets
    return _with_front(workbook, named, notes, sheets)


def _with_front(workbook: Workbook, named: Sequence[_Named], notes: Sequence[str], sheets: Sequence[WorkbookSheet]) -> list[WorkbookSheet]:
    listed = [(each.name, _called(each.part)) for each in named]
    if not notes:
        return [_cover(workbook), _contents(listed), *sheets]
    about_notes = (NOTES, "What the notes say that titles name by their number")
    return [_cover(workbook), _contents([about_notes, *listed]), _notes_sheet(notes), *sheets]


def _notes(parts: Sequence[Table | TableChart]) -> list[str]:
    """Each once, in the order in which they come."""
    return list(dict.fromkeys(note for part in parts if isinstance(part, Table) for note in part.notes))


def _named(parts: Sequence[Table | TableChart], notes: Sequence[str]) -> list[_Named]:
    taken = {name.casefold() for name in (COVER, CONTENTS, NOTES)}
    found = []
    for part in parts:
        numbers = [f"[note {notes.index(note) + 1}]" for note in dict.fromkeys(part.notes)] if isinstance(part, Table) else []
        name = _called(part).replace(":", "") if isinstance(part, TableChart) else part.caption
        found.append(_Named(_sheet_name(name, taken), part, " ".join([_called(part), *numbers])))
    return found


def _called(part: Table | TableChart) -> str:
    return part.caption if isinstance(part, Table) else f"Chart: {part.title}"


def _sheet(named: _Named, names: Mapping[int, str]) -> WorkbookSheet:
    if isinstance(named.part, Table):
        return replace(_table_sheet(named.name, named.part, named.title), table=named.part)
    of = names[id(named.part.table)]
    return WorkbookSheet(named.name, named.title, [named.part.alt, f"The figures are on the sheet “{of}”."], (), (), [of], named.part)


def is_empty(value: CellValue) -> bool:
    return value is None or value == ""


def quoted_sheet(name: str) -> str:
    """The name of a sheet as formulas and links have it."""
    return "'{}'".format(name.replace("'", "''"))


def table_names(sheets: Sequence[WorkbookSheet]) -> list[str]:
    """A name for the table of each sheet, each once, which no spreadsheet takes for a cell."""
    plain = (_NOT_IN_TABLE_NAMES.sub("_", sheet.name.casefold()).strip("_") for sheet in sheets)
    return [f"table_{number}_{name}".rstrip("_") for number, name in enumerate(plain, start=1)]


def column_widths(sheet: WorkbookSheet) -> list[int]:
    """Letters of each column: as its longest line needs, within bounds."""
    widths = [len(name) + 2 for name in sheet.header]
    for row in sheet.rows:
        widths = [max(width, _width(value)) for width, value in zip(widths, row, strict=True)]
    widest = WIDEST_ALONE if len(widths) == 1 else _WIDEST
    return [min(max(width, _NARROWEST), widest) for width in widths]


def _width(value: CellValue) -> int:
    if isinstance(value, Month):
        return len("September 2023") + 1
    if isinstance(value, date):
        return len("30 September 2023 10:00" if isinstance(value, datetime) else "30 September 2023") + 1
    words = value.words if isinstance(value, ShownNumber) else str("" if value is None else value)
    return max((len(line) for line in words.splitlines()), default=0) + 1


def _table_sheet(name: str, table: Table, title: str = "") -> WorkbookSheet:
    rows = list(plain_rows(table))
    return WorkbookSheet(name, title or table.caption, list(_lines(table, rows)), _told_apart(table.header), rows)


def _lines(table: Table, rows: Sequence[Sequence[CellValue]]) -> Iterator[str]:
    if not rows:
        yield table.empty or NO_ROWS
    elif any(is_empty(value) for row in rows for value in row):
        yield table.blanks or NOTHING_RECORDED


def _cover(workbook: Workbook) -> WorkbookSheet:
    return _table_sheet(COVER, plain_table(workbook.title, ["About this workbook", "Details"], workbook.about))


def _contents(listed: Sequence[tuple[str, str]]) -> WorkbookSheet:
    sheet = _table_sheet(CONTENTS, plain_table("Contents", ["Sheet", "What is on it"], listed))
    return replace(sheet, leads_to=[name for name, _ in listed])


def _notes_sheet(notes: Sequence[str]) -> WorkbookSheet:
    rows = [(f"[note {number}]", note) for number, note in enumerate(notes, start=1)]
    return _table_sheet(NOTES, plain_table("Notes", ["Note", "What it says"], rows))


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Each heading once, whatever its capitals, on one line and not empty: a marked-up table takes no others."""
    taken: set[str] = set()
    plain = (" ".join(printable_text(heading).split()) for heading in headings)
    return [_once(heading[:_LONGEST_HEADING] or "Column", taken, _LONGEST_HEADING) for heading in plain]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of ``[]:*?/\\``, no apostrophe at an end, each once."""
    clean = _NOT_IN_SHEET_NAMES.sub(" ", name).strip("' ")
    if len(clean) > _LONGEST_SHEET_NAME:
        whole, _, _ = clean[: _LONGEST_SHEET_NAME + 1].rpartition(" ")
        # Cut after a word, where little is lost by it.
        clean = (whole if len(whole) >= _LEAST_OF_A_NAME else clean[:_LONGEST_SHEET_NAME]).strip("' ,;-–")
    return _once(clean or "Sheet", taken, _LONGEST_SHEET_NAME)


def _once(name: str, taken: set[str], longest: int) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name[: longest - len(f' {number}')]} {number}"
    taken.add(candidate.casefold())
    return candidate
