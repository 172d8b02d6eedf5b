"""What a long file of figures says, once read and checked."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from foundation.sheets import Row
from performance.enums import Basis, PlaceKind, Polarity, Shape, Unit
from performance.importing.results import Refusal


class PlaceNamed(NamedTuple):
    """A place as a file names it; `key` is what it is known by."""

    kind: PlaceKind
    code: str
    name: str
    region: str = ""

    @property
    def key(self) -> tuple[PlaceKind, str]:
        return self.kind, self.code or self.name.casefold()


class IndicatorNamed(NamedTuple):
    """An indicator as a file names it: `source` and `code` are what it is known by."""

    source: str
    code: str
    label: str
    unit: Unit = Unit.NUMBER
    basis: Basis = Basis.REPORTING_YEAR
    polarity: Polarity = Polarity.NEUTRAL
    measure: str = ""
    breakdown: str = ""
    decimals: int = 0


class Line(NamedTuple):
    """One figure. A plain tuple, for a file has a hundred thousand: indicator and place are keys of the reading's own dictionaries."""

    indicator: str
    place: tuple
    month: datetime.date
    value: Decimal | None
    mark: str
    row: int


class NeighbourNamed(NamedTuple):
    model: str
    council: tuple
    rank: int
    neighbour: tuple
    closeness: str
    row: int


class Words(NamedTuple):
    """What a row says of the latest month of its indicator; empty words change nothing."""

    indicator: str
    month: datetime.date
    comment: str
    action: str
    row: int


# Told how many rows are read, of how many.
Tell = Callable[[int, int], None]
_TOLD_EVERY = 2_000


@dataclass
class SeriesReading:
    """`read` counts rows; a row with a refusal gives no figures at all. Dictionaries lead from keys to what the file calls them."""

    shape: Shape
    read: int
    indicators: dict[str, IndicatorNamed] = field(default_factory=dict)
    places: dict[tuple, PlaceNamed] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    neighbours: list[NeighbourNamed] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    mapping: str = ""
    tell: Tell | None = None

    def watched(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows, telling now and then how far the reading is."""
        for at, row in enumerate(rows):
            if self.tell and at % _TOLD_EVERY == 0:
                self.tell(at, len(rows))
            yield row
        if self.tell:
            self.tell(len(rows), len(rows))
