"""What a file holds against what is stored, and whether it was taken in. Each kind of file says how: `tables`, `series`, `neighbours`."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from foundation.council.months import month_name
from performance.enums import Series, Shape, Unit
from performance.imports.reading import Refusal
from performance.models import Import
from performance.queries.figures import as_given

# What names a figure of ours, whichever file brings it: its indicator and its place.
Key = tuple[str, tuple]
# Columns of the check page whose cells are under each other by their last digit.
FIGURE_COLUMNS = frozenset({"Row", "Before", "Figure", "Stored", "In this file", "Change"})


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


@dataclass(frozen=True)
class OurFigure:
    """A figure of ours that a file brings, new or restated."""

    key: Key
    label: str
    place: str
    unit: Unit
    month: datetime.date
    value: Decimal
    row: int


@dataclass
class ImportOutcome(ABC):
    """What every file has: `read` counts rows, the other counts figures."""

    reading: Any
    is_refused: bool = False
    source: Import | None = None
    words: list[WordsChange] = field(default_factory=list)
    new: Any = field(default_factory=list)
    restated: list[Any] = field(default_factory=list)
    unchanged: Any = field(default_factory=list)
    # By indicator, place and month.
    before: dict[tuple, Before] = field(default_factory=dict)
    jumps: list[Jump] = field(default_factory=list)
    # Whether somebody must still say that the jumps are right.
    is_unsure: bool = False

    # The columns of the check page, which of them are of figures, and how many rows are listed; None for all.
    new_columns: ClassVar[Sequence[str]]
    restated_columns: ClassVar[Sequence[str]]
    figure_columns: ClassVar[frozenset[str]] = FIGURE_COLUMNS
    most_listed: ClassVar[int | None] = None

    @abstractmethod
    def lock(self) -> None:
        """Two imports at once would both find a figure new: the second waits here for the first."""

    @abstractmethod
    def compare(self) -> None:
        """With what is stored: what is new, what is restated, what stays."""

    @abstractmethod
    def new_row(self, figure: Any) -> list[str]: ...

    @abstractmethod
    def restated_row(self, each: Any) -> list[str]: ...

    @property
    @abstractmethod
    def months(self) -> set[datetime.date]:
        """Every month that the file gives a figure for."""

    @property
    def table(self) -> Series | None:
        """The regular table that the figures are shown in; None where they are in none."""
        return None

    def our_figures(self) -> Iterable[OurFigure]:
        return ()

    def places_of_ours(self) -> Mapping[int, tuple]:
        """Of each stored place of ours, by what the file's keys call it."""
        return {}

    @property
    def status_rows(self) -> list[list[str]]:
        return []

    @property
    def facts(self) -> dict[str, Any]:
        """What the trail keeps besides the counts."""
        return {}

    @property
    def refusals(self) -> Sequence[Refusal]:
        return self.reading.refusals

    @property
    def changes_anything(self) -> bool:
        return bool(self.new or self.restated or self.words)

    @property
    def shape(self) -> Shape:
        return Shape(self.reading.shape)

    @property
    def read_as(self) -> str:
        """The table's name for people: of a file read by a mapping, the mapping's."""
        return f"By the mapping “{self.reading.mapping}”" if self.reading.mapping else str(self.shape.label)

    @property
    def latest_month(self) -> datetime.date | None:
        return max(self.months, default=None)

    @property
    def rows_refused(self) -> int:
        return len({(each.sheet, each.row) for each in self.refusals})

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
