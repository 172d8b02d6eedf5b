"""Control limits of an indicator, where its own figures show that they hold; they start again where somebody said that the level moved."""

import datetime
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.charts import Event, LevelLine, StepLine, TrendPicture, TrendPoint, trend_picture
from foundation.council.months import add_months, first_of, month_name, period_name
from foundation.statistics import plain
from foundation.statistics.autocorrelation import MOST, MOST_BY_CHANCE, autocorrelation
from foundation.statistics.control import FEWEST_POINTS, ControlLimits, Rule, Signal, Stretch, stretches, year_on_year
from performance.enums import Basis, Series, Unit
from performance.models import DatedEvent, Indicator
from performance.pages.indicators import Values
from performance.pages.trends import months_of
from performance.queries.comparators import is_count
from performance.queries.figures import NO_FIGURE

# Signals named beside the chart; the table under it has every one.
MOST_LISTED = 6
# Of fewer rolling years nobody can tell whether they resemble each other: with 12, one series of noise in seven passes for none.
FEWEST_ROLLING = 24
NOT_MONTHLY = "There are no control limits: they need monthly figures."
ROLLING = "A rolling year shares eleven months with the one before it, so that noise alone would look like signals."
FAR_TOO_NARROW = "Limits would be far too narrow, and noise alone would look like signals."


@dataclass(frozen=True)
class SignalRow:
    """A month of the chart; `rule` is the one that it fires, or empty."""

    period: str
    figure: str
    rule: str


@dataclass(frozen=True)
class Control:
    """`note` says what is charted and why it may be, or why nothing is; the rest is empty in that case.

    `limits` has a sentence for each stretch between two events at which limits start again.
    """

    note: str
    limits: tuple[str, ...] = ()
    rows: tuple[SignalRow, ...] = ()
    picture: TrendPicture | None = None
    named: str = ""

    @property
    def signals(self) -> list[SignalRow]:
        return [row for row in self.rows if row.rule]

    @property
    def latest_signals(self) -> list[SignalRow]:
        return self.signals[:MOST_LISTED]

    @property
    def more_signals(self) -> int:
        return len(self.signals[MOST_LISTED:])

    def header(self) -> list[str]:
        """Columns of an export."""
        return [f"Charted for signals: {self.named}", "Signal"] if self.rows else []

    def cells(self, period: str) -> list[str]:
        if not self.rows:
            return []
        found = next((row for row in self.rows if row.period == period), None)
        return [found.figure, found.rule] if found else ["", ""]


@dataclass(frozen=True)
class Charted:
    """What may be charted of an indicator: its figures, or what its rolling totals give away.

    `overlap` where neighbours share months; `may_drift` where they share nothing, so that a trend is a signal and no likeness.
    `against_a_year_before` where each is a difference of two months. `bounds` are what a figure cannot lie beyond.
    """

    months: Sequence[datetime.date]
    figures: Sequence[float | None]
    named: str
    note: str
    overlap: bool
    may_drift: bool = False
    against_a_year_before: bool = False
    bounds: tuple[float | None, float | None] = (None, None)

    @property
    def likeness_allowed(self) -> float:
        return MOST if self.overlap else MOST_BY_CHANCE


def control_of(indicator: Indicator, values: Values, events: Sequence[DatedEvent] = ()) -> Control:
    """Limits of monthly figures, or of year-on-year differences that two rolling totals give away.

    Whether they hold is asked of the figures themselves: of those that resemble the ones before them there are none.
    """
    charted = _charted(indicator, values)
    if charted is None:
        return Control(NOT_MONTHLY)
    restarts = {charted.months.index(month): words for month, words in _restarts(charted, events) if month in charted.months[1:]}
    found = stretches(charted.figures, restarts)
    if all(each.limits is None for each in found):
        return Control(f"There are no control limits yet: {_too_few(found[-1])}. {charted.note}")
    if charted.overlap and (known := sum(figure is not None for figure in charted.figures)) < FEWEST_ROLLING:
        return Control(f"There are no control limits yet: {known} of the {FEWEST_ROLLING} months that rolling years need. {ROLLING}")
    likeness = autocorrelation(charted.figures, breaks=restarts, straighten=charted.may_drift)
    if likeness > charted.likeness_allowed:
        return Control(_alike(charted, likeness))
    held = f"Neighbouring months resemble each other no more than chance allows (autocorrelation {_two(likeness)}), so that limits hold."
    said = [_in_words(each, charted.months, restarts.get(each.first, ""), indicator.decimals) for each in found]
    return Control(
        f"{charted.note} {held}",
        (*said, *_caution(charted, found), *_seasons(charted, found)),
        _rows(charted, found),
        _picture(indicator, charted, found, events),
        charted.named,
    )


def _charted(indicator: Indicator, values: Values) -> Charted | None:
    if not any(value is not None for value in values.values()) or indicator.series == Series.HALF_YEARS:
        return None
    months = list(months_of(indicator, values))
    if len(months) > 1 and add_months(months[0], 1) != months[1]:
        return None
    figures = [None if (value := values.get(month)) is None else float(value) for month in months]
    if indicator.basis == Basis.ROLLING_YEAR and is_count(indicator):
        note = "Each month less the same month a year before, recovered from the rolling totals, which themselves must not be charted so."
        against = year_on_year(figures)[1:]
        return Charted(months[1:], against, "Against a year before", note, overlap=False, may_drift=True, against_a_year_before=True)
    overlap, may_drift = indicator.basis == Basis.ROLLING_YEAR, indicator.basis == Basis.MONTH
    note = "Each month’s figure, with limits from month to month."
    return Charted(months, figures, "Month’s figure", note, overlap, may_drift, bounds=_bounds(indicator, figures))


def _bounds(indicator: Indicator, figures: Sequence[float | None]) -> tuple[float | None, float | None]:
    """0 of what never fell below it, 100 of a percentage that never rose above it."""
    known = [figure for figure in figures if figure is not None]
    return (0.0 if min(known) >= 0 else None, 100.0 if indicator.unit == Unit.PERCENT and max(known) <= 100 else None)


def _restarts(charted: Charted, events: Sequence[DatedEvent]) -> Iterator[tuple[datetime.date, str]]:
    """From which months limits start again, and why. A difference from a year before changes twice: when the month comes after the
    event, and a year later, when the month before does too.
    """
    restarting = [event for event in events if event.restarts_limits]
    if charted.against_a_year_before:
        yield from ((add_months(first_of(event.day), 12), f"a year after: {event.words}") for event in restarting)
    yield from ((first_of(event.day), f"from then on: {event.words}") for event in restarting)


def _too_few(stretch: Stretch) -> str:
    return f"{stretch.known} of the {FEWEST_POINTS} months that they need"


def _alike(charted: Charted, likeness: float) -> str:
    measured = f"autocorrelation {_two(likeness)}; limits hold up to {_two(charted.likeness_allowed)}"
    why = ROLLING if charted.overlap else FAR_TOO_NARROW
    return (
        f"There are no control limits: each figure resembles the one before it ({measured}). {why} Where the level moved for a reason "
        "that you know, add the event and let the limits start again there."
    )


def _two(value: float) -> str:
    return plain(value, 2)


def _in_words(stretch: Stretch, months: Sequence[datetime.date], why_anew: str, decimals: int) -> str:
    when = period_name(months[stretch.first], months[stretch.end - 1])
    since = f" ({why_anew})" if why_anew else ""
    if stretch.limits is None:
        return f"{when}{since}: no limits yet, {_too_few(stretch)}."
    places = _places(stretch.limits, decimals)
    mean, lower, upper = (plain(level, places) for level in (stretch.limits.mean, stretch.limits.lower, stretch.limits.upper))
    return f"{when}{since}: mean {mean}, limits {lower} and {upper}."


def _places(limits: ControlLimits, decimals: int) -> int:
    """As many decimals as leave three digits of how far the limits reach, at most two; never fewer than the figures have."""
    reach = limits.upper - limits.mean
    digits = 2 - math.floor(math.log10(reach)) if reach else decimals
    return max(min(digits, 2), decimals)


def _caution(charted: Charted, found: Sequence[Stretch]) -> Iterator[str]:
    least, most = charted.bounds
    limits = [each.limits for each in found if each.limits]
    if least is not None and any(each.lower < least for each in limits):
        yield "No figure can lie below 0, so that none can be a signal by lying under a lower limit that does."
    if most is not None and any(each.upper > most for each in limits):
        yield "No figure can lie above 100%, so that none can be a signal by lying over an upper limit that does."
    fired = [signal.rule for signal in _signals_of(found)]
    if Rule.OUTSIDE in fired and len(fired) > 1:
        yield (
            "A month far outside pulls the mean towards itself, so that others may be signals for that alone. Where the level moved for "
            "good, add the event and let the limits start again there."
        )


def _signals_of(found: Sequence[Stretch]) -> list[Signal]:
    return [signal for each in found if each.limits for signal in each.limits.signals]


def _seasons(charted: Charted, found: Sequence[Stretch]) -> Iterator[str]:
    """A month of the year that is far outside again and again may be nothing but the time of year."""
    fired = [signal.index for signal in _signals_of(found) if signal.rule == Rule.OUTSIDE]
    again = [month for month, times in Counter(charted.months[place].month for place in fired).items() if times > 1]
    if again:
        names = " and ".join(f"{datetime.date(2000, month, 1):%B}" for month in sorted(again))
        yield f"{names} {'is' if len(again) == 1 else 'are'} outside the limits in more than one year, which may be the time of year."


def _rows(charted: Charted, found: Sequence[Stretch]) -> tuple[SignalRow, ...]:
    """Latest first."""
    fired = {signal.index: words_of(signal.rule) for signal in _signals_of(found)}
    rows = [
        SignalRow(month_name(month), NO_FIGURE if figure is None else plain(round(figure, 4)), fired.get(place, ""))
        for place, (month, figure) in enumerate(zip(charted.months, charted.figures, strict=True))
    ]
    return tuple(rows[::-1])


def words_of(rule: Rule) -> str:
    return rule.value[:1].upper() + rule.value[1:]


def _picture(indicator: Indicator, charted: Charted, found: Sequence[Stretch], events: Sequence[DatedEvent]) -> TrendPicture:
    periods = [f"{month:%b %Y}" for month in charted.months]
    return trend_picture(
        [TrendPoint(period, figure) for period, figure in zip(periods, charted.figures, strict=True)],
        title=f"{indicator.shown_label}: signal or noise?",
        series_label=charted.named,
        comparators=[_line(name, of, look, found, periods, indicator.decimals) for name, of, look in LINES],
        marked=[periods[signal.index] for signal in _signals_of(found)],
        events=[Event(f"{event.day:%b %Y}", event.words) for event in events],
    )


LINES = (("Upper limit", "upper", "dashed"), ("Mean", "mean", "long"), ("Lower limit", "lower", "dashed"))


def _line(name: str, of: str, look: str, found: Sequence[Stretch], periods: Sequence[str], decimals: int) -> LevelLine | StepLine:
    """A level line, or one that starts again with each stretch and is not there where a stretch has no limits."""

    def level(limits: ControlLimits | None) -> float | None:
        return None if limits is None else round(getattr(limits, of), _places(limits, decimals))

    only = level(found[0].limits)
    if len(found) == 1 and only is not None:
        return LevelLine(name, only, look)
    return StepLine(name, [TrendPoint(periods[each.first], level(each.limits)) for each in found], look, steps=True)
