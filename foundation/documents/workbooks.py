"""What a workbook holds, sheet by sheet, before it is an Excel or an OpenDocument file: by the Analysis Function's checklist.

Each sheet has its title in A1 and one table in column A, under what has to be said of it. Several tables, or notes, come with a cover and
contents; notes have a sheet of their own. Knows no Django.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .printable import printable_text
from .tables import CellValue, Table, plain_rows, plain_table

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
NOTHING_RECORDED = "An empty cell means that nothing is recorded there."
NO_ROWS = "There is nothing to list."
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31
# Excel marks up no table with a longer heading.
_LONGEST_HEADING = 255


@dataclass(frozen=True)
class Workbook:
    """Its tables, each of which gets a sheet that is named, and titled, by its caption; one alone has the workbook's title.

    `author` is the council. `about` are lines of the cover: a name and what there is to say. One that people fill in or correct and bring
    again (`to_fill_in`) has its tables alone, so that nothing in it has to be passed over.
    """

    title: str
    author: str
    tables: Sequence[Table]
    about: Sequence[tuple[str, str]] = ()
    to_fill_in: bool = False


@dataclass(frozen=True)
class WorkbookSheet:
    """A title, lines about the table, and the table. `leads_to` has the sheet to which the first cell of each row is a link, if any."""

    name: str
    title: str
    lines: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[CellValue]]
    leads_to: Sequence[str] = ()

    @property
    def top(self) -> int:
        """Where the headings are, counted from 0."""
        return 1 + len(self.lines)


class _Named(NamedTuple):
    """A table with the name of its sheet and the numbers of its notes."""

    name: str
    table: Table
    notes: Sequence[int]


def workbook_sheets(workbook: Workbook) -> list[WorkbookSheet]:
    """The sheets in their order: cover, contents and notes, where there are any, and one for each table."""
    notes = list(dict.fromkeys(note for table in workbook.tables for note in table.notes))
    taken = {name.casefold() for name in (COVER, CONTENTS, NOTES)}
    named = [
        _Named(_sheet_name(table.caption, taken), table, [notes.index(note) + 1 for note in dict.fromkeys(table.notes)])
        for table in workbook.tables
    ]
    sheets = [_table_sheet(*each) for each in named]
    if len(sheets) == 1 and not notes:
        return [replace(sheets[0], title=workbook.title)]
    if workbook.to_fill_in:
        return sheets
    listed = [(each.name, each.table.caption) for each in named]
    if notes:
        sheets = [_notes_sheet(notes), *sheets]
        listed = [(NOTES, "What the notes say that titles name by their number"), *listed]
    return [_cover(workbook), _contents(listed), *sheets]


def is_empty(value: CellValue) -> bool:
    return value is None or value == ""


def _table_sheet(name: str, table: Table, notes: Sequence[int]) -> WorkbookSheet:
    rows = list(plain_rows(table))
    return WorkbookSheet(
        name=name,
        title=" ".join([table.caption, *(f"[note {number}]" for number in notes)]),
        lines=list(_lines(table, rows)),
        header=_told_apart(table.header),
        rows=rows,
    )


def _lines(table: Table, rows: Sequence[Sequence[CellValue]]) -> Iterator[str]:
    if not rows:
        yield table.empty or NO_ROWS
    elif any(is_empty(value) for row in rows for value in row):
        yield table.blanks or NOTHING_RECORDED


def _cover(workbook: Workbook) -> WorkbookSheet:
    return _table_sheet(COVER, plain_table(workbook.title, ["About this workbook", "Details"], workbook.about), ())


def _contents(listed: Sequence[tuple[str, str]]) -> WorkbookSheet:
    sheet = _table_sheet(CONTENTS, plain_table("Contents", ["Sheet", "What is on it"], listed), ())
    return replace(sheet, leads_to=[name for name, _ in listed])


def _notes_sheet(notes: Sequence[str]) -> WorkbookSheet:
    rows = [(f"[note {number}]", note) for number, note in enumerate(notes, start=1)]
    return _table_sheet(NOTES, plain_table("Notes", ["Note", "What it says"], rows), ())


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Each heading once, whatever its capitals, on one line and not empty: a marked-up table takes no others."""
    taken: set[str] = set()
    plain = (" ".join(printable_text(heading).split()) for heading in headings)
    return [_once(heading[:_LONGEST_HEADING] or "Column", taken, _LONGEST_HEADING) for heading in plain]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of ``[]:*?/\\``, no apostrophe at an end, each once."""
    clean = _NOT_IN_SHEET_NAMES.sub(" ", name).strip("' ")[:_LONGEST_SHEET_NAME].strip("' ") or "Sheet"
    return _once(clean, taken, _LONGEST_SHEET_NAME)


def _once(name: str, taken: set[str], longest: int) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name[: longest - len(f' {number}')]} {number}"
    taken.add(candidate.casefold())
    return candidate
