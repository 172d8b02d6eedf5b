"""Control charts of single values (XmR), and rolling totals turned into something that one may chart. Plain values, no Django."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean

# Limits stand three standard deviations from the mean, one of them being the mean moving range ÷ d2; for ranges of two values
# d2 = 2 ÷ √π (Shewhart 1931; Wheeler, Understanding Variation, 2nd ed. 2000, prints 3 ÷ d2 as 2.66).
LIMIT_FACTOR = 3 * math.sqrt(math.pi) / 2
# Fewer points give limits too wide and too uncertain to call anything a signal.
FEWEST_POINTS = 12
RUN = 8
NEAR = 2 / 3


class Rule(Enum):
    """What makes a point a signal (Western Electric 1956, rules 1, 2 and 4)."""

    OUTSIDE = "outside the limits"
    NEAR_A_LIMIT = "two of three close to the same limit"
    ONE_SIDE = "eight in a row on one side of the mean"


@dataclass(frozen=True)
class Signal:
    """`index` is the point's place among the values given; of a run, its last."""

    index: int
    rule: Rule


@dataclass(frozen=True)
class ControlLimits:
    mean: float
    lower: float
    upper: float
    signals: tuple[Signal, ...]


def control_limits(values: Sequence[float | None]) -> ControlLimits | None:
    """Limits and signals of `values`, one a month, oldest first; None under twelve known ones.

    A missing month (None) has no moving range with its neighbours and ends a run. Never for a rolling series: neighbouring
    totals share eleven months, so its moving ranges are far too small and noise alone looks like signals.
    """
    known = [value for value in values if value is not None]
    if len(known) < FEWEST_POINTS:
        return None
    ranges = [abs(after - before) for before, after in zip(values, values[1:], strict=False) if before is not None and after is not None]
    if not ranges:
        return None
    mean, reach = fmean(known), LIMIT_FACTOR * fmean(ranges)
    return ControlLimits(mean, mean - reach, mean + reach, tuple(_signals(values, mean, reach)))


def _signals(values: Sequence[float | None], mean: float, reach: float) -> Iterator[Signal]:
    """The first rule that each point fires."""
    for index, value in enumerate(values):
        if value is None:
            continue
        if abs(value - mean) > reach:
            yield Signal(index, Rule.OUTSIDE)
        elif _is_near(values, index, mean, reach):
            yield Signal(index, Rule.NEAR_A_LIMIT)
        elif _ends_a_run(values, index, mean):
            yield Signal(index, Rule.ONE_SIDE)


def _is_near(values: Sequence[float | None], index: int, mean: float, reach: float) -> bool:
    """This point and at least one of the two before it lie in the outer third of the same side."""

    def side(value: float | None) -> int:
        if value is None or abs(value - mean) <= NEAR * reach:
            return 0
        return 1 if value > mean else -1

    here = side(values[index])
    return bool(here) and here in [side(value) for value in values[max(0, index - 2) : index]]


def _ends_a_run(values: Sequence[float | None], index: int, mean: float) -> bool:
    last = values[max(0, index - RUN + 1) : index + 1]
    return len(last) == RUN and (all(v is not None and v > mean for v in last) or all(v is not None and v < mean for v in last))


def year_on_year(rolling_totals: Sequence[float | None]) -> list[float | None]:
    """From rolling twelve-month totals, each month's count less that of the same month a year before.

    Two totals one month apart differ by the month that came and the one that went. The first has none before it.
    """
    return [
        None if before is None or after is None else after - before
        for before, after in zip([None, *rolling_totals], rolling_totals, strict=False)
    ]
