"""What a file holds against what is stored, and whether it was taken in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from foundation.council.months import month_name
from performance.enums import Shape, Status
from performance.imports.reading import Figure, Line, NeighbourNamed, Reading, Refusal, Refusals, SeriesReading
from performance.models import Commentary, Comparator, Import, Indicator, Value
from performance.queries.figures import as_given


@dataclass(frozen=True)
class Restated:
    """A figure of a regular table that differs from what is stored."""

    figure: Figure
    stored: Value | Comparator

    @property
    def was(self) -> Decimal | None:
        return self.stored.value


@dataclass(frozen=True)
class RestatedLine:
    """A figure of a long file that differs from what is stored: the value's key, and what it was."""

    line: Line
    pk: int
    was: Decimal | None
    was_mark: str
    was_source: int
    was_row: int


@dataclass(frozen=True)
class RestatedNeighbour:
    """A neighbour in whose place the file names another: the stored one's key and name."""

    row: NeighbourNamed
    pk: int
    was: str


@dataclass(frozen=True)
class StatusChange:
    """A status that the file gives and nobody has set so; `was` is None where none was set."""

    indicator: Indicator
    month: datetime.date
    status: Status
    was: Status | None
    commentary: Commentary


@dataclass(frozen=True)
class WordsChange:
    """A comment and an action that the file brings and that differ from what is stored; those it leaves blank stay as they are."""

    indicator: str
    month: datetime.date
    comment: str
    action: str
    was: tuple[str, str]
    row: int
    label: str


@dataclass(frozen=True)
class Before:
    """The latest earlier figure of the same indicator and place."""

    month: datetime.date
    value: Decimal


@dataclass(frozen=True)
class Jump:
    """A figure of ours that is far from the one before it: a person is asked whether it is right."""

    label: str
    place: str
    month: datetime.date
    value: Decimal
    before: Before
    row: int

    @property
    def sentence(self) -> str:
        was, now = as_given(self.before.value), as_given(self.value)
        months = f"{month_name(self.month)}, after {was} in {month_name(self.before.month)}"
        return f"Row {self.row}: is this right? {self.label}, {self.place}: {now} in {months}."


@dataclass
class Outcome:
    """What both kinds of file have: `read` counts rows, the other counts figures."""

    reading: Any
    is_refused: bool = False
    source: Import | None = None
    statuses: list[StatusChange] = field(default_factory=list)
    words: list[WordsChange] = field(default_factory=list)
    new: Any = field(default_factory=list)
    restated: list[Any] = field(default_factory=list)
    unchanged: Any = field(default_factory=list)
    # Neighbours in whose place the file has put others, as they were: the trail keeps them for the day the file is undone.
    replaced_neighbours: list[Sequence[Any]] = field(default_factory=list)
    # By indicator, place and month.
    before: dict[tuple, Before] = field(default_factory=dict)
    jumps: list[Jump] = field(default_factory=list)
    # Whether somebody must still say that the jumps are right.
    is_unsure: bool = False

    @property
    def refusals(self) -> Sequence[Refusal]:
        return self.reading.refusals

    @property
    def changes_anything(self) -> bool:
        return bool(self.new or self.restated or self.statuses or self.words)

    @property
    def shape(self) -> Shape:
        return Shape(self.reading.shape)

    @property
    def read_as(self) -> str:
        """The table's name for people: of a file read by a mapping, the mapping's."""
        return f"By the mapping “{self.reading.mapping}”" if self.reading.mapping else str(self.shape.label)

    @property
    def months(self) -> set[datetime.date]:
        """Every month that the file gives a figure for."""
        raise NotImplementedError

    @property
    def latest_month(self) -> datetime.date | None:
        return max(self.months, default=None)

    @property
    def rows_refused(self) -> int:
        refusals = self.refusals
        return refusals.rows if isinstance(refusals, Refusals) else len({(each.sheet, each.row) for each in refusals})

    def tally(self) -> dict[str, int]:
        """What is kept with the import."""
        return {
            "read": self.reading.read,
            "stored": len(self.new),
            "restated": len(self.restated),
            "unchanged": len(self.unchanged),
            "refused": self.rows_refused,
        }

    def counts(self) -> dict[str, Any]:
        """The object that `import_kpis` prints, its refusals apart. `read` counts rows, the others figures; a refused file stores none."""
        return {
            "read": self.reading.read,
            "stored": 0 if self.is_refused else len(self.new),
            "restated": 0 if self.is_refused else len(self.restated),
            "unchanged": len(self.unchanged),
            "rejected": [],
            "created": {"teams": [], "people": []},
        }


@dataclass
class TableOutcome(Outcome):
    """Of a regular table. Each previous, current or window's figure and each comparator is one; a blank cell is none, NA is one of
    ours. Statuses are not figures and are counted nowhere.
    """

    reading: Reading

    @property
    def months(self) -> set[datetime.date]:
        return {figure.month for figure in self.reading.figures}


@dataclass
class SeriesOutcome(Outcome):
    """Of a long file. Neighbours are counted as figures are; a mark in place of a figure is one too."""

    reading: SeriesReading

    @property
    def months(self) -> set[datetime.date]:
        return self.reading.lines.months
