"""What a table for programs is: typed columns with their units, rows of plain values, and what was asked of it."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audits.enums import Stage
from feeds.enums import ColumnKind, FeedAudience, FeedScope

PlainValue = str | int | bool | Decimal | datetime.date | None
PlainRow = Sequence[PlainValue]


@dataclass(frozen=True)
class FeedColumn:
    """`says` is a sentence for the person who uses it; `unit` is what a number counts or measures, empty of text."""

    name: str
    kind: ColumnKind
    says: str
    unit: str = ""


@dataclass(frozen=True)
class AskedOfTable:
    """Of whom and of which months a table is asked. Of `hidden` months nothing before moderation is told: somebody still grades blind.

    `stage` chooses grades before or after moderation; without it each month is shown by those that pages show it by. `report` is the code
    of one report, empty for all. `ours` leaves out the figures that others published.
    """

    audience: FeedAudience
    first: datetime.date
    last: datetime.date
    hidden: Sequence[datetime.date] = ()
    stage: Stage | None = None
    report: str = ""
    ours: bool = True


@dataclass(frozen=True)
class FeedTable:
    """A table by its `name` in addresses. `rows` are read inside `reading_as` of their audience."""

    name: str
    title: str
    about: str
    scope: FeedScope
    columns: Sequence[FeedColumn]
    rows: Callable[[AskedOfTable], Iterable[PlainRow]]
    # Which filters it takes besides the months: “stage”, “report”, “of”.
    asks: Sequence[str] = ()
    has_months: bool = True

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]


def month_column(says: str = "The month of the audits.") -> FeedColumn:
    return FeedColumn("month", ColumnKind.MONTH, says)


def count_column(name: str, says: str, unit: str = "audits") -> FeedColumn:
    return FeedColumn(name, ColumnKind.INTEGER, says, unit)


def percent_column(name: str, says: str) -> FeedColumn:
    """In whole per cent, as pages print it."""
    return FeedColumn(name, ColumnKind.INTEGER, says, "per cent")


def text_column(name: str, says: str) -> FeedColumn:
    return FeedColumn(name, ColumnKind.TEXT, says)
