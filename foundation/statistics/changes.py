"""How a figure moved: percentage points for percentages, per cent for numbers and rates, and which of the two it is."""

from dataclasses import dataclass, replace
from decimal import Decimal

from foundation.statistics.numbers import Number, exact, plain, round_half_up

PERCENTAGE_POINTS = "percentage points"
PERCENT = "%"
PERCENT_UNITS = frozenset({"%", "percent", "per cent", "percentage"})
# As many as a figure is stored with.
MOST_DECIMALS = 4


@dataclass(frozen=True)
class Change:
    """A move from ``previous`` to ``current``. ``amount`` is unrounded, in ``kind``; None where a baseline of 0 gives no percentage."""

    previous: Decimal
    current: Decimal
    kind: str
    amount: Decimal | None

    @property
    def difference(self) -> Decimal:
        """Current minus previous, in the figure's own unit."""
        return self.current - self.previous

    @property
    def relative(self) -> Decimal | None:
        """The difference in per cent of the baseline; None where the baseline is 0 and the figure moved."""
        if self.difference == 0:
            return Decimal(0)
        return self.difference * 100 / abs(self.previous) if self.previous else None

    @property
    def direction(self) -> str:
        """``up``, ``down`` or ``same``: the sign of the difference, before any rounding."""
        if self.difference == 0:
            return "same"
        return "up" if self.difference > 0 else "down"

    def places(self, decimals: int) -> int:
        """The fewest decimals, ``decimals`` or more, with which the two figures as printed make the change that is stated."""
        several = range(decimals, max(decimals, MOST_DECIMALS) + 1)
        return next((places for places in several if self._printed(places).words() == self.words()), several[-1])

    def _printed(self, places: int) -> "Change":
        return _moved(round_half_up(self.previous, places), round_half_up(self.current, places), self.kind)

    def words_beside(self, decimals: int) -> str:
        """The words, and the figures themselves where those printed with ``decimals`` would make another change of it."""
        places = self.places(decimals)
        if places == decimals:
            return self.words()
        return f"{self.words()} ({plain(self.previous, places)} to {plain(self.current, places)} before rounding)"

    def words(self) -> str:
        """``13 percentage points higher``, ``11% lower``, ``unchanged``; points in tenths, others too where under 10."""
        if self.difference == 0:
            return "unchanged"
        if self.amount is None:
            return f"from 0 to {plain(self.current)}"
        return f"{self._size(abs(self.amount))} {'higher' if self.difference > 0 else 'lower'}"

    def _size(self, amount: Decimal) -> str:
        if amount < Decimal("0.05"):
            return "less than 0.1 percentage points" if self.kind == PERCENTAGE_POINTS else "less than 0.1%"
        figure = plain(round_half_up(amount, 1 if amount < 10 or self.kind == PERCENTAGE_POINTS else 0))
        if self.kind == PERCENT:
            return f"{figure}%"
        return f"{figure} percentage point" if figure == "1" else f"{figure} {self.kind}"


def change(previous: Number | None, current: Number | None, unit: str) -> Change | None:
    """The change from ``previous``, the baseline, to ``current``; None where either is missing.

    ``unit`` is the figure's own: a percentage changes in percentage points, anything else in per cent of the baseline.
    """
    if previous is None or current is None:
        return None
    return _moved(exact(previous), exact(current), PERCENTAGE_POINTS if unit.strip().lower() in PERCENT_UNITS else PERCENT)


def _moved(before: Decimal, after: Decimal, kind: str) -> Change:
    moved = Change(before, after, kind, after - before)
    return replace(moved, amount=moved.relative) if kind == PERCENT else moved
