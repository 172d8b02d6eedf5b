"""What a spreadsheet is once read: a header, numbered rows and notes of what was understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import overload

Cell = str | int | float | bool | date | datetime | time | timedelta


class UnreadableFile(Exception):
    """A file that cannot be read as a sheet. Its text is one clear message for the person who chose the file."""


class TooMuchToOpen(UnreadableFile):
    """One that took all the memory or time there was: its other sheets are not tried."""


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


class Rows(Sequence[Row]):
    """The rows of a table, made one by one as they are asked for: half a million, each with its headings, would fill the memory."""

    __slots__ = ("_cells", "_headings", "_numbers")

    def __init__(self, headings: Sequence[str], numbers: Sequence[int], cells: Sequence[Sequence[Cell]]):
        """A heading of "" is of a column that is left out; a row may be shorter than the headings."""
        self._headings, self._numbers, self._cells = headings, numbers, cells

    def without(self, heading: str) -> "Rows":
        """The same rows without a column."""
        return Rows(["" if each == heading else each for each in self._headings], self._numbers, self._cells)

    def renamed(self, names: dict[str, str]) -> "Rows":
        """The same rows under other headings."""
        return Rows([names.get(each, each) for each in self._headings], self._numbers, self._cells)

    def with_column(self, heading: str, values: Sequence[Cell]) -> "Rows":
        """The same rows with other values in a column that they have."""
        at = list(self._headings).index(heading)
        cells = [[*row[:at], *[""] * (at - len(row)), value, *row[at + 1 :]] for row, value in zip(self._cells, values, strict=True)]
        return Rows(self._headings, self._numbers, cells)

    def only(self, places: Sequence[int]) -> "Rows":
        """The rows at these places, counted from 0."""
        return Rows(self._headings, [self._numbers[at] for at in places], [self._cells[at] for at in places])

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self._numbers, self._cells)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> "Rows": ...

    def __getitem__(self, at: int | slice) -> "Row | Rows":
        if isinstance(at, slice):
            return Rows(self._headings, self._numbers[at], self._cells[at])
        return self._row(self._numbers[at], self._cells[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and list(self) == list(other)

    def __hash__(self) -> int:
        return id(self)

    def _row(self, number: int, cells: Sequence[Cell]) -> Row:
        values: dict[str, Cell] = dict(zip_longest(self._headings, cells[: len(self._headings)], fillvalue=""))
        values.pop("", None)
        return Row(number, values)


@dataclass(frozen=True)
class Sheet:
    """A sheet as read. Blank rows are left out but counted in the numbers of the rows after them.

    `titles` is what stands above the headings; `name` a workbook's sheet; `blocks` the headings in groups with a blank column between.
    """

    header: list[str]
    rows: Rows
    notes: list[str] = field(default_factory=list)
    header_number: int = 1
    titles: list[str] = field(default_factory=list)
    name: str = ""
    blocks: list[list[str]] = field(default_factory=list)


def column_letters(index: int) -> str:
    """The letters over column ``index``, the first being 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters
