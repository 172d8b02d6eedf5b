"""What a long file of figures says, once read and checked."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from foundation.sheets import Cell, Row
from performance.enums import Basis, PlaceKind, Polarity, Shape, Unit
from performance.imports.reading.accounting import Passed
from performance.imports.reading.refusals import Refusals
from performance.imports.reading.results import Refusal, UnknownName, Words

from .figures import Given, mark_after, read_published
from .lines import Lines


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


class NeighbourNamed(NamedTuple):
    model: str
    council: tuple
    rank: int
    neighbour: tuple
    closeness: str
    row: int


# Told how many rows are read, of how many.
OnProgress = Callable[[int, int], None]
_TOLD_EVERY = 2_000


@dataclass
class SeriesReading:
    """`read` counts rows; a row with a refusal gives no figures at all. Dictionaries lead from keys to what the file calls them."""

    shape: Shape
    read: int
    indicators: dict[str, IndicatorNamed] = field(default_factory=dict)
    places: dict[tuple, PlaceNamed] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)
    neighbours: list[NeighbourNamed] = field(default_factory=list)
    refusals: Refusals = field(default_factory=Refusals)
    notes: list[str] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    passed: Passed = field(default_factory=Passed)
    unknown: dict[UnknownName, None] = field(default_factory=dict)
    mapping: str = ""
    on_progress: OnProgress | None = None
    # Whether the file leaves it to the person to say by which model its neighbours are.
    model_asked: bool = False
    # Marks that stand after figures and are not kept with them, each with how often.
    marks_after: Counter[str] = field(default_factory=Counter)

    def figure(self, cell: Cell) -> Given:
        """What `read_published` says of the cell, counting the mark that follows a figure."""
        given = read_published(cell)
        if given[0] is not None and (mark := mark_after(cell)):
            self.marks_after[mark] += 1
        return given

    def refuse_repeated(self, heading: str) -> None:
        """Rows with a figure of the same measure, place and month as an earlier one; they give none at all.

        Looked for once all are read, measure by measure, to hold little at once.
        """
        repeated = self.lines.repeated()
        for line, earlier in repeated:
            reason = f"Row {earlier} has the same measure, period and area. Delete one of the two."
            value = line.mark if line.value is None else f"{line.value.normalize():f}"
            self.refusals.append(Refusal(line.row, heading, value, reason))
        if repeated:
            rows = {line.row for line, _ in repeated}
            self.lines = Lines(line for line in self.lines if line.row not in rows)

    def note_rows(self, numbers: list[int], one: str, more: str) -> None:
        """Say of rows that were passed over which they are and why; nothing where there are none."""
        self.passed.say(numbers, one if len(numbers) == 1 else more.format(count=f"{len(numbers):,}"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood of the file, and nothing refused."""
        return not (self.lines or self.neighbours or self.words or self.refusals)

    def watched(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows, telling now and then how far the reading is."""
        for at, row in enumerate(rows):
            if self.on_progress and at % _TOLD_EVERY == 0:
                self.on_progress(at, len(rows))
            yield row
        if self.on_progress:
            self.on_progress(len(rows), len(rows))
