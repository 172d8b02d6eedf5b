"""What a spreadsheet is once read: a header, numbered rows and notes of what was understood."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta


class UnreadableFile(Exception):
    """A file that cannot be read as a sheet. Its text is one clear message for the person who chose the file."""


@dataclass(frozen=True)
class Limits:
    """The largest file that is opened; each is checked before the work it saves."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 250 * 1024 * 1024
    rows: int = 200_000
    columns: int = 256
    cells: int = 5_000_000
    # What a workbook may take while it is opened, in a process of its own.
    memory_bytes: int = 1024 * 1024 * 1024
    seconds: int = 20


@dataclass(frozen=True)
class Row:
    """One row: its number as the spreadsheet shows it, and its values by heading ("" where a cell is empty)."""

    number: int
    values: dict[str, Cell]

    def get(self, heading: str) -> Cell:
        """The value under ``heading``; "" where the sheet has no such column."""
        return self.values.get(heading, "")


@dataclass(frozen=True)
class Sheet:
    """A sheet as read. Blank rows are left out but counted in the numbers of the rows after them."""

    header: list[str]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)
    header_number: int = 1


def column_letters(index: int) -> str:
    """The letters over column ``index``, the first being 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters
