"""What a file of figures says, once read and checked."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from performance.enums import Series, Shape, Status
from performance.models import Indicator

from .accounting import Passed


class FigureOwner(Enum):
    """Whose figure it is."""

    OWN = "ours"
    NEIGHBOURS = "statistical neighbours"


@dataclass(frozen=True)
class FigureRead:
    """One cell. `value` is None where `mark` says that there is none (NA); `year` is the year that a comparator is for."""

    indicator: Indicator
    month: datetime.date
    kind: FigureOwner
    value: Decimal | None
    mark: str
    row: int
    year: str = ""

    @property
    def key(self) -> tuple[FigureOwner, int, datetime.date]:
        return self.kind, self.indicator.pk, self.month

    @property
    def is_given(self) -> bool:
        """Whether the cell says anything: a blank one does not, NA does."""
        return self.value is not None or bool(self.mark)


@dataclass(frozen=True)
class StatusGiven:
    indicator: Indicator
    month: datetime.date
    status: Status
    row: int


@dataclass(frozen=True)
class Refusal:
    """A cell that cannot be taken: `row` is the sheet's row, its header being 1; `sheet` is said where several sheets were read."""

    row: int
    column: str
    value: str
    reason: str
    sheet: str = ""


# So many names are asked about at most.
MOST_UNKNOWN = 200


class UnknownName(NamedTuple):
    """What a file calls an indicator that nothing here is called; `nearest` may be meant.

    `unit` is the row's, or none; `series` the regular table that the file is, or none where any indicator of ours may stand in it.
    """

    name: str
    unit: str
    nearest: str
    series: str = ""


class Words(NamedTuple):
    """What a row says of the latest month of its indicator; empty words change nothing."""

    indicator: str
    month: datetime.date
    comment: str
    action: str
    row: int


@dataclass
class Reading:
    """`read` counts rows; a row with a refusal gives no figures at all. `mapping` is the name of the one by which it was read."""

    series: Series
    read: int
    mapping: str = ""
    figures: list[FigureRead] = field(default_factory=list)
    statuses: list[StatusGiven] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    passed: Passed = field(default_factory=Passed)
    # In the file's order; a dictionary only to keep each once.
    unknown: dict[UnknownName, None] = field(default_factory=dict)
    # Whether the columns were understood by the words of their headings, and a person may know better.
    by_words: bool = False
    # Cells, by row and heading, of percentages that the workbook keeps as fractions of 1.
    fractions: frozenset[tuple[int, str]] = frozenset()

    @property
    def shape(self) -> Shape:
        return Shape.MAPPED if self.mapping else Shape(self.series.value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood of the file, and nothing refused."""
        return not (self.figures or self.statuses or self.words or self.refusals)
