"""A sheet of a workbook as it stands, before anything is made of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from foundation.sheets.sheet import Cell, UnreadableFile

DAMAGED = "This workbook is damaged and cannot be opened. Open it in Excel, save it again and try again."
NOTHING_IN_IT = "This workbook has no visible sheet with anything in it. Check that you chose the right one."
_NAMED_AT_ONCE = 5
# A cover has one column; a table has at least two.
_TABLE = 2
Merged = tuple[int, int, int, int]


class Opened(NamedTuple):
    """`cells` are rows from the sheet's first, as long as they are: lists of a workbook, tuples of a text. All is counted from 0."""

    cells: list[Any]
    notes: list[str] = []
    name: str = ""
    merged: Sequence[Merged] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()

    @property
    def facts(self) -> list[Any]:
        """All but the cells, as plain values."""
        return [self.notes, self.name, [list(each) for each in self.merged], list(self.hidden_rows), list(self.hidden_columns)]

    @classmethod
    def of(cls, cells: list[list[Cell]], facts: list[Any]) -> "Opened":
        notes, name, merged, hidden_rows, hidden_columns = facts
        return cls(cells, notes, name, [(top, left, bottom, right) for top, left, bottom, right in merged], hidden_rows, hidden_columns)


def require_sheet(wanted: str, visible: Sequence[str]) -> None:
    if wanted and wanted not in visible:
        raise UnreadableFile(f"This workbook has no visible sheet “{wanted}”. It has {_quoted(visible)}.")


def is_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row has two values: a cover sheet has one in each."""
    return any(sum(cell != "" for cell in row) >= _TABLE for row in rows)


def notes_of_sheets(read: str, visible: Sequence[str], hidden: Sequence[str]) -> list[str]:
    """Which of several sheets was read, and which were not."""
    others = [name for name in visible if name != read]
    notes = []
    if others:
        notes.append(f"The sheet “{read}” was read; {_sheets(others)} {_were(others)} not.")
    if hidden:
        said = _sheets(hidden)
        notes.append(f"{said[:1].upper()}{said[1:]} {'is' if len(hidden) == 1 else 'are'} hidden and {_were(hidden)} not read.")
    return notes


def some(places: Sequence[str]) -> str:
    return ", ".join(places[:_NAMED_AT_ONCE]) + (" and others" if len(places) > _NAMED_AT_ONCE else "")


def _were(names: Sequence[str]) -> str:
    return "was" if len(names) == 1 else "were"


def _sheets(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"the sheet “{names[0]}”"
    more = len(names) - _NAMED_AT_ONCE
    return f"the sheets {_quoted(names[:_NAMED_AT_ONCE])}" + (f" and {more} more" if more > 0 else "")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
