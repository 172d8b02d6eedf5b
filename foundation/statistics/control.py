"""Control charts of single values (XmR), and rolling totals turned into something that one may chart. Plain values, no Django.

The rules are those of the NHS's “Making data count” as its package NHSRplotthedots 0.2 applies them, but for a run on one side of the
mean: it must be one also about the mean of the points within the limits.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import compress, count, pairwise
from statistics import fmean

Values = Sequence[float | None]

# Three standard deviations, one of them being the mean moving range ÷ 1.128 (Wheeler, Understanding Variation, 2nd ed. 2000).
LIMIT_FACTOR = 2.66
# A moving range beyond this many mean ones is no part of the usual month-to-month noise: it is left out before limits are drawn.
SCREEN_FACTOR = 3.267
# Fewer points give limits too wide and too uncertain to call anything a signal.
FEWEST_POINTS = 12
RUN = 7
NEAR = 2 / 3
# Equal figures may differ in their last binary digit; a difference below this share of the largest of them is none.
TOLERANCE = 1e-9


class Rule(Enum):
    """What makes a point a signal, in the order in which the rules of one point are named."""

    OUTSIDE = "outside the limits"
    TREND = "one of seven in a row that all rise or all fall"
    NEAR_A_LIMIT = "one of two in three close to the same limit"
    ONE_SIDE = "one of seven in a row on one side of the mean"


@dataclass(frozen=True)
class Signal:
    """`index` is the point's place among the values given; every point of a run is one."""

    index: int
    rule: Rule


@dataclass(frozen=True)
class ControlLimits:
    mean: float
    lower: float
    upper: float
    signals: tuple[Signal, ...]


@dataclass(frozen=True)
class Stretch:
    """The values from `first` to before `end`, between two restarts; `known` of them have a figure. Too few have no limits."""

    first: int
    end: int
    known: int
    limits: ControlLimits | None


def stretches(values: Values, restarts: Collection[int] = ()) -> list[Stretch]:
    """Limits that start again at each of `restarts`, places among `values`; signals carry the places of all values."""
    starts = sorted({0, *(place for place in restarts if 0 < place < len(values))})
    return [_stretch(values, first, end) for first, end in pairwise([*starts, len(values)])]


def _stretch(values: Values, first: int, end: int) -> Stretch:
    own = values[first:end]
    found = control_limits(own)
    if found:
        moved = tuple(Signal(first + signal.index, signal.rule) for signal in found.signals)
        found = ControlLimits(found.mean, found.lower, found.upper, moved)
    return Stretch(first, end, sum(value is not None for value in own), found)


def control_limits(values: Values, *, screen: bool = True) -> ControlLimits | None:
    """Limits and signals of `values`, one a month, oldest first; None under twelve known ones.

    A missing month (None) has no moving range with its neighbours and ends a run. Without `screen`, outliers widen the limits.
    Only for values that do not resemble the ones before them (`foundation.statistics.autocorrelation`).
    """
    known = [value for value in values if value is not None]
    usual = usual_range(values, screen=screen)
    if len(known) < FEWEST_POINTS or usual is None:
        return None
    mean, reach = fmean(known), LIMIT_FACTOR * usual
    return ControlLimits(mean, mean - reach, mean + reach, tuple(_signals(values, mean, reach)))


def moving_ranges(values: Values) -> list[float]:
    return [abs(after - before) for before, after in pairwise(values) if before is not None and after is not None]


def largest_usual(ranges: Sequence[float]) -> float:
    """From here on a moving range is screened out."""
    return SCREEN_FACTOR * fmean(ranges)


def usual_range(values: Values, *, screen: bool = True) -> float | None:
    """The mean moving range, of those that are not screened out; None where no two neighbours are known.

    Where all others are 0 nothing is screened: one figure that differs would make every other a signal.
    """
    ranges = moving_ranges(values)
    if not ranges:
        return None
    most = largest_usual(ranges)
    kept = [each for each in ranges if each < most] if screen else ranges
    return fmean(kept if any(kept) else ranges)


def _signals(values: Values, mean: float, reach: float) -> Iterator[Signal]:
    """The first rule that each point fires."""
    slack = slack_of(values)
    apart = _differences(values, [mean] * len(values))
    sides = [_sign(each, slack) for each in apart]
    outside = [_is_beyond(each, reach + slack) for each in apart]
    near = [_is_beyond(each, NEAR * reach + slack) and not out for each, out in zip(apart, outside, strict=True)]
    steps = [_sign(each, slack) for each in _differences(values[1:], values)]
    fired = (
        (Rule.OUTSIDE, set(compress(count(), outside))),
        (Rule.TREND, _part_of(steps, RUN - 1, _all_alike, reaches=RUN)),
        (Rule.NEAR_A_LIMIT, _part_of(_both(near, sides), 3, _two_near_on_one_side) & set(compress(count(), near))),
        (Rule.ONE_SIDE, _part_of(sides, RUN, _all_alike) & _part_of(_sides_of_the_rest(values, outside, slack), RUN, _all_alike)),
    )
    for place in range(len(values)):
        rule = next((rule for rule, places in fired if place in places), None)
        if rule:
            yield Signal(place, rule)


def _differences(values: Values, others: Values) -> list[float | None]:
    """How far each lies above the other; None where one of them is missing."""
    return [None if value is None or other is None else value - other for value, other in zip(values, others, strict=False)]


def _is_beyond(apart: float | None, reach: float) -> bool:
    return apart is not None and abs(apart) > reach


def _sides_of_the_rest(values: Values, outside: Sequence[bool], slack: float) -> list[int | None]:
    """On which side of the mean of the points within the limits each lies: one far outside must not put all others on one side."""
    rest = [value for value, out in zip(values, outside, strict=True) if value is not None and not out]
    mean = fmean(rest) if rest else 0.0
    return [_sign(None if value is None else value - mean, slack) for value in values]


def slack_of(values: Values) -> float:
    return TOLERANCE * max((abs(value) for value in values if value is not None), default=0.0)


def _sign(apart: float | None, slack: float) -> int | None:
    """0 for what is equal but for its last digits; None where there is no figure."""
    if apart is None:
        return None
    return 0 if abs(apart) <= slack else 1 if apart > 0 else -1


def _both(near: Sequence[bool], sides: Sequence[int | None]) -> list[tuple[bool, int | None]]:
    return list(zip(near, sides, strict=True))


def _part_of(marks: Sequence, length: int, holds: Callable[[Sequence], bool], reaches: int | None = None) -> set[int]:
    """The places of every window of so many marks that `holds`; each covers `reaches` points, by default as many as marks."""
    starts = [start for start in range(len(marks) - length + 1) if holds(marks[start : start + length])]
    return {start + place for start in starts for place in range(reaches or length)}


def _all_alike(marks: Sequence[int | None]) -> bool:
    return marks[0] in (1, -1) and all(mark == marks[0] for mark in marks)


def _two_near_on_one_side(marks: Sequence[tuple[bool, int | None]]) -> bool:
    """All three lie on one side of the mean, and two or more in the outer third of it."""
    return _all_alike([side for _, side in marks]) and sum(near for near, _ in marks) > 1


def year_on_year(rolling_totals: Values) -> list[float | None]:
    """From rolling twelve-month totals, each month's count less that of the same month a year before.

    Two totals one month apart differ by the month that came and the one that went. The first has none before it.
    """
    return [
        None if before is None or after is None else after - before
        for before, after in zip([None, *rolling_totals], rolling_totals, strict=False)
    ]
