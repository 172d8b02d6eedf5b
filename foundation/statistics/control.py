"""Control charts: of single values (XmR), and of shares of small numbers (p). Plain values, no Django.

The rules are those of the NHS's “Making data count” as its package NHSRplotthedots 0.2.2 applies them, but for a run on one side of the
mean: it must be one also about the mean of the points within the limits. Limits rest on the first twelve points once there are twelve;
before that they are *trial* limits and nothing is a signal.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import compress, count, pairwise
from math import sqrt
from statistics import fmean

Values = Sequence[float | None]

# Three standard deviations, one of them being the mean moving range ÷ 1.128 (Wheeler, Understanding Variation, 2nd ed. 2000).
LIMIT_FACTOR = 2.66
# A moving range beyond this many mean ones is no part of the usual month-to-month noise: it is left out before limits are drawn.
SCREEN_FACTOR = 3.267
# Fewer points give limits too wide and too uncertain to call anything a signal; with as many they stay as they are.
FEWEST_POINTS = 12
# “Useful limits may be constructed with as few as five or six values” (Wheeler): they are drawn, and are revised with each further one.
FEWEST_TRIAL = 6
# Of a p chart: three standard errors of a share of so many.
ERRORS = 3
RUN = 7
NEAR = 2 / 3
# Equal figures may differ in their last binary digit; a difference below this share of the largest of them is none.
TOLERANCE = 1e-9


class Rule(Enum):
    """What makes a point a signal, in the order in which a point that fires several is told."""

    OUTSIDE = "outside the limits"
    TREND = "one of seven in a row that all rise or all fall"
    NEAR_A_LIMIT = "one of two in three close to the same limit"
    ONE_SIDE = "one of seven in a row on one side of the mean"


@dataclass(frozen=True)
class Signal:
    """`index` is the point's place among the values given; every point of a run is one. `is_up` where it lies high, or a trend rises."""

    index: int
    rule: Rule
    is_up: bool


@dataclass(frozen=True)
class Band:
    """Between which limits a point may lie by chance."""

    lower: float
    upper: float


@dataclass(frozen=True)
class ControlLimits:
    """`bands` has one for each value; None where a share has no total to be a share of. They rest on the first `points` known values.

    `is_trial` while there are fewer than twelve: no signal is told then.
    """

    mean: float
    bands: tuple[Band | None, ...]
    points: int
    signals: tuple[Signal, ...] = ()

    @property
    def is_trial(self) -> bool:
        return self.points < FEWEST_POINTS

    @property
    def latest(self) -> Band:
        """The limits of the last point that has any."""
        return next(band for band in reversed(self.bands) if band)

    @property
    def lower(self) -> float:
        return self.latest.lower

    @property
    def upper(self) -> float:
        return self.latest.upper

    @property
    def varies(self) -> bool:
        """Whether the limits differ from point to point, as those of a p chart do."""
        return len({band for band in self.bands if band}) > 1


@dataclass(frozen=True)
class Stretch:
    """The values from `first` to before `end`, between two restarts; `known` of them have a figure. Too few have no limits.

    `whole` are the limits that all of its values would have, where they are more than those that the limits rest on.
    """

    first: int
    end: int
    known: int
    limits: ControlLimits | None
    whole: ControlLimits | None = None


def stretches(values: Values, restarts: Collection[int] = (), totals: Values | None = None) -> list[Stretch]:
    """Limits that start again at each of `restarts`, places among `values`, and rest on the first twelve points from there.

    Signals carry the places of all values. With `totals` the values are percentages of them, and each has limits of its own (p chart).
    """
    starts = sorted({0, *(place for place in restarts if 0 < place < len(values))})
    return [_stretch(values, totals, first, end) for first, end in pairwise([*starts, len(values)])]


def _stretch(values: Values, totals: Values | None, first: int, end: int) -> Stretch:
    def limits(fixed_on: int | None) -> ControlLimits | None:
        if totals is None:
            return control_limits(values[first:end], fixed_on=fixed_on)
        return share_limits(values[first:end], totals[first:end], fixed_on=fixed_on)

    found, known = limits(FEWEST_POINTS), sum(value is not None for value in values[first:end])
    if found:
        found = replace(found, signals=tuple(replace(signal, index=first + signal.index) for signal in found.signals))
    return Stretch(first, end, known, found, limits(None) if known > FEWEST_POINTS else None)


def control_limits(values: Values, *, screen: bool = True, fixed_on: int | None = None) -> ControlLimits | None:
    """Limits and signals of `values`, one a month, oldest first; None under six known ones, without signals under twelve.

    They rest on the first `fixed_on` known values, or on all of them. A missing month (None) has no moving range with its neighbours
    and ends a run. Without `screen`, outliers widen the limits.
    Only for values that do not resemble the ones before them (`foundation.statistics.autocorrelation`).
    """
    first = _first_known(values, fixed_on)
    usual = usual_range(first, screen=screen)
    if usual is None:
        return None
    return _limits(values, len(first), fmean(_known(first)), [LIMIT_FACTOR * usual] * len(values))


def share_limits(shares: Values, totals: Values, *, fixed_on: int | None = None) -> ControlLimits | None:
    """The same of percentages (0 to 100), each of so many: a p chart, whose limits are nearer the more a share is of.

    The mean is that of all counted in the first months together. A share of nothing is missing. None also where none or all were
    counted in those months: such shares have shown no variation yet.
    Provost, L. P. and Murray, S. K. (2011), The Health Care Data Guide, chapter 5.
    """
    shares = [share if total else None for share, total in zip(shares, totals, strict=True)]
    first = _first_known(shares, fixed_on)
    mean = _mean_share(first, totals)
    if mean is None or not 0 < mean < 100:
        return None
    found = _limits(shares, len(first), mean, [ERRORS * sqrt(mean * (100 - mean) / total) if total else None for total in totals])
    return found and replace(found, bands=tuple(band and _as_shares(band) for band in found.bands))


def _mean_share(shares: Values, totals: Values) -> float | None:
    counted = [(share, total) for share, total in zip(shares, totals, strict=False) if share is not None and total]
    return sum(share * total for share, total in counted) / sum(total for _, total in counted) if counted else None


def _as_shares(band: Band) -> Band:
    return Band(max(band.lower, 0.0), min(band.upper, 100.0))


def _known(values: Values) -> list[float]:
    return [value for value in values if value is not None]


def _first_known(values: Values, number: int | None) -> Values:
    """As far as the first so many known values reach; all where there are no more, or none are asked for."""
    places = [place for place, value in enumerate(values) if value is not None]
    return values if number is None or len(places) <= number else values[: places[number - 1] + 1]


def _limits(values: Values, first: int, mean: float, reaches: Values) -> ControlLimits | None:
    """`first` is how many of the values the mean is of; `reaches` how far from it each may lie."""
    points = len(_known(values[:first]))
    if points < FEWEST_TRIAL:
        return None
    bands = tuple(None if reach is None else Band(mean - reach, mean + reach) for reach in reaches)
    return ControlLimits(mean, bands, points, tuple(_signals(values, first, mean, reaches)) if points >= FEWEST_POINTS else ())


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


def _signals(values: Values, first: int, mean: float, reaches: Values) -> Iterator[Signal]:
    """The first rule that each point fires, and which way: of a trend its own way, wherever the mean is, of the others the point's side."""
    slack = slack_of(values)
    apart = _differences(values, [mean] * len(values))
    sides = [_sign(each, slack) for each in apart]
    outside = [_is_beyond(each, reach, slack) for each, reach in zip(apart, reaches, strict=True)]
    nearly = [_is_beyond(each, reach and NEAR * reach, slack) for each, reach in zip(apart, reaches, strict=True)]
    near = [is_near and not out for is_near, out in zip(nearly, outside, strict=True)]
    steps = [_sign(each, slack) for each in _differences(values[1:], values)]
    pairs = _part_of(_both(near, sides), 3, _two_near_on_one_side)
    run = _part_of(sides, RUN, _all_alike).keys() & _part_of(_sides_of_the_rest(values, first, outside, slack), RUN, _all_alike).keys()
    fired: Sequence[tuple[Rule, Mapping[int, int | None]]] = (
        (Rule.OUTSIDE, _sides_at(sides, compress(count(), outside))),
        (Rule.TREND, _part_of(steps, RUN - 1, _all_alike, reaches=RUN)),
        (Rule.NEAR_A_LIMIT, _sides_at(sides, pairs.keys() & set(compress(count(), near)))),
        (Rule.ONE_SIDE, _sides_at(sides, run)),
    )
    return _first_fired(fired, len(values))


def _first_fired(fired: Sequence[tuple[Rule, Mapping[int, int | None]]], length: int) -> Iterator[Signal]:
    for place in range(length):
        found = next(((rule, ways[place]) for rule, ways in fired if place in ways), None)
        if found:
            yield Signal(place, found[0], is_up=found[1] == 1)


def _sides_at(sides: Sequence[int | None], places: Iterable[int]) -> dict[int, int | None]:
    return {place: sides[place] for place in places}


def _differences(values: Values, others: Values) -> list[float | None]:
    """How far each lies above the other; None where one of them is missing."""
    return [None if value is None or other is None else value - other for value, other in zip(values, others, strict=False)]


def _is_beyond(apart: float | None, reach: float | None, slack: float) -> bool:
    return apart is not None and reach is not None and abs(apart) > reach + slack


def _sides_of_the_rest(values: Values, first: int, outside: Sequence[bool], slack: float) -> list[int | None]:
    """On which side of the mean of the points within the limits each lies: one far outside must not put all others on one side.

    Of the first ones, which the limits rest on: later ones are held against these.
    """
    rest = [value for value, out in zip(values[:first], outside, strict=False) if value is not None and not out]
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


def _part_of(marks: Sequence, length: int, holds: Callable[[Sequence], bool], reaches: int | None = None) -> dict[int, int | None]:
    """The places of every window of so many marks that `holds`, with the first mark of the latest window that each is in.

    A window covers `reaches` points, by default as many as marks.
    """
    starts = [start for start in range(len(marks) - length + 1) if holds(marks[start : start + length])]
    return {start + place: marks[start] for start in starts for place in range(reaches or length)}


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


class Assurance(Enum):
    """Whether a target will be met, unless something changes: what the limits say of it."""

    MET = "met"
    MISSED = "missed"
    BY_CHANCE = "by chance"


def assurance_of(limits: ControlLimits, target: float, *, higher_is_better: bool) -> Assurance:
    """A figure equal to its target meets it. The limits are those of the last point."""
    slack = TOLERANCE * max(abs(target), abs(limits.lower), abs(limits.upper))
    worst, best = (limits.lower, limits.upper) if higher_is_better else (-limits.upper, -limits.lower)
    wanted = target if higher_is_better else -target
    if worst >= wanted - slack:
        return Assurance.MET
    return Assurance.MISSED if best < wanted - slack else Assurance.BY_CHANCE
