"""How a figure moved: percentage points for percentages, per cent for numbers and rates, and which of the two it is."""

from dataclasses import dataclass
from decimal import Decimal

from foundation.statistics.numbers import Number, exact, plain, round_half_up

PERCENT_UNITS = frozenset({"%", "percent", "per cent", "percentage"})
PERCENTAGE_POINTS = "percentage points"
PERCENT = "%"


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

    def words(self) -> str:
        """``13 percentage points higher``, ``11% lower``, ``unchanged``; points in tenths, others too where under 10."""
        if self.difference == 0:
            return "unchanged"
        if self.amount is None:
            return f"up from 0 to {plain(self.current)}" if self.difference > 0 else f"down from 0 to {plain(self.current)}"
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
    before, after = exact(previous), exact(current)
    if unit.strip().lower() in PERCENT_UNITS:
        return Change(before, after, PERCENTAGE_POINTS, after - before)
    moved = Change(before, after, PERCENT, None)
    return Change(before, after, PERCENT, moved.relative)
