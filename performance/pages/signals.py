"""Control limits of an indicator, where its own figures show that they hold; they start again where somebody said that the level moved."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from foundation.council.months import add_months, first_of
from foundation.statistics import plain
from foundation.statistics.autocorrelation import MOST, MOST_BY_CHANCE, autocorrelation
from foundation.statistics.control import year_on_year
from performance.enums import Basis, Series, Unit
from performance.models import DatedEvent, Indicator
from performance.pages.control_charts import Control, ControlSeries, control_chart
from performance.pages.control_words import too_few
from performance.pages.indicators import Values
from performance.pages.trends import as_float, months_of, target_lines
from performance.queries.comparators import is_count
from performance.queries.figures import target_in

# A share of fewer than this many, in the month in the middle, has limits by how many it is of. Of more, what differs from month to
# month besides chance is larger than chance, and such limits would be too narrow.
SMALL = 100
# Of fewer rolling years nobody can tell whether they resemble each other: with 12, one series of noise in seven passes for none.
FEWEST_ROLLING = 24
AGAINST_A_YEAR_BEFORE = "Against a year before"
NOT_MONTHLY = "There are no control limits: they need monthly figures."
ROLLING = "A rolling year shares eleven months with the one before it, so that noise alone would look like signals."
FAR_TOO_NARROW = "Limits would be far too narrow, and noise alone would look like signals."


@dataclass(frozen=True)
class Charted:
    """What may be charted of an indicator: its figures, or what its rolling totals give away.

    `overlap` where neighbours share months; `may_drift` where they share nothing, so that a trend is a signal and no likeness.
    `against_a_year_before` where each is a difference of two months. `bounds` are what a figure cannot lie beyond.
    `totals` are what a share is of, where limits go by that.
    """

    months: Sequence[datetime.date]
    figures: Sequence[float | None]
    named: str
    note: str
    overlap: bool
    may_drift: bool = False
    against_a_year_before: bool = False
    bounds: tuple[float | None, float | None] = (None, None)
    totals: Sequence[float | None] | None = None

    @property
    def likeness_allowed(self) -> float:
        return MOST if self.overlap else MOST_BY_CHANCE


def control_of(indicator: Indicator, values: Values, events: Sequence[DatedEvent] = (), totals: Values | None = None) -> Control:
    """Limits of monthly figures, or of year-on-year differences that two rolling totals give away; of shares of few, by what each is of.

    Whether they hold is asked of the figures themselves: of those that resemble the ones before them there are none. `totals` are what a
    share is a share of, by month, where that is known.
    """
    charted = _charted(indicator, values, totals or {})
    if charted is None:
        return Control(NOT_MONTHLY, is_monthly=False)
    restarts = {charted.months.index(month): words for month, words in _restarts(charted, events) if month in charted.months[1:]}
    series = _series(indicator, charted, restarts, events)
    found = series.stretches()
    known = sum(figure is not None for figure in charted.figures)
    if all(each.limits is None for each in found):
        return Control(f"There are no control limits yet: {too_few(found[-1])}. {charted.note}")
    if charted.overlap and known < FEWEST_ROLLING:
        return Control(f"There are no control limits yet: {known} of the {FEWEST_ROLLING} months that rolling years need. {ROLLING}")
    likeness = autocorrelation(charted.figures, breaks=restarts, straighten=charted.may_drift)
    if likeness > charted.likeness_allowed:
        return Control(_alike(charted, likeness))
    held = f"Neighbouring months resemble each other no more than chance allows (autocorrelation {_two(likeness)}), so that limits hold."
    return control_chart(series, f"{charted.note} {held}", found)


def _series(indicator: Indicator, charted: Charted, restarts: dict[int, str], events: Sequence[DatedEvent]) -> ControlSeries:
    of_figures = not charted.against_a_year_before
    targets = list(indicator.targets.all()) if of_figures else []
    last = max(place for place, figure in enumerate(charted.figures) if figure is not None)
    target = target_in(targets, charted.months[last])
    return ControlSeries(
        title=indicator.shown_label,
        named=charted.named,
        months=charted.months,
        figures=charted.figures,
        polarity=indicator.polarity,
        decimals=indicator.decimals,
        unit=indicator.get_unit_display() if of_figures else "",
        totals=charted.totals,
        restarts=restarts,
        events=events,
        bounds=charted.bounds,
        targets=[line for line in target_lines(indicator, charted.months, "dash-dot")] if targets else [],
        target=float(target.value) if target else None,
    )


def _charted(indicator: Indicator, values: Values, totals: Values) -> Charted | None:
    """None where there is nothing monthly to chart."""
    months = _months(indicator, values)
    if not months:
        return None
    figures = [as_float(values.get(month)) for month in months]
    if indicator.basis == Basis.ROLLING_YEAR and is_count(indicator):
        return _against_a_year_before(months, figures)
    overlap, may_drift = indicator.basis == Basis.ROLLING_YEAR, indicator.basis == Basis.MONTH
    of = [as_float(totals.get(month)) for month in months]
    if _are_shares_of_few(indicator, figures, of):
        shares = [figure if total else None for figure, total in zip(figures, of, strict=True)]
        return Charted(months, shares, "Month’s share", _share_note(of), overlap=False, may_drift=may_drift, totals=of)
    note = "Each month’s figure, with limits from month to month."
    return Charted(months, figures, "Month’s figure", note, overlap, may_drift, bounds=_bounds(indicator, figures))


def _months(indicator: Indicator, values: Values) -> list[datetime.date]:
    """Those of the chart; none of figures that do not come every month."""
    if not any(value is not None for value in values.values()) or indicator.series == Series.HALF_YEARS:
        return []
    months = list(months_of(indicator, values))
    return [] if len(months) > 1 and add_months(months[0], 1) != months[1] else months


def _against_a_year_before(months: Sequence[datetime.date], totals: Sequence[float | None]) -> Charted | None:
    against = year_on_year(totals)[1:]
    note = "Each month less the same month a year before, recovered from the rolling totals, which themselves must not be charted so."
    if all(each is None for each in against):
        return None
    return Charted(months[1:], against, AGAINST_A_YEAR_BEFORE, note, overlap=False, may_drift=True, against_a_year_before=True)


def _are_shares_of_few(indicator: Indicator, figures: Sequence[float | None], totals: Sequence[float | None]) -> bool:
    """What each is a share of is known of half of them at least, and the one in the middle is small."""
    if indicator.unit != Unit.PERCENT or indicator.basis not in (Basis.MONTH, Basis.AT_DATE):
        return False
    given = [figure for figure in figures if figure is not None]
    known = [total for figure, total in zip(figures, totals, strict=True) if None not in (figure, total)]
    return len(known) * 2 >= max(len(given), 1) and _middle(known) < SMALL and 0 <= min(given) <= max(given) <= 100


def _middle(totals: Sequence[float | None]) -> float:
    return median(total for total in totals if total is not None)


def _share_note(totals: Sequence[float | None]) -> str:
    middle = plain(_middle(totals))
    return (
        f"Each month’s share, with limits by how many it is a share of (p chart): that is drawn where a month in the middle has fewer "
        f"than {SMALL}, here {middle}. A month of which the number is not known, or is 0, is a gap."
    )


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


def _alike(charted: Charted, likeness: float) -> str:
    measured = f"autocorrelation {_two(likeness)}; limits hold up to {_two(charted.likeness_allowed)}"
    why = ROLLING if charted.overlap else FAR_TOO_NARROW
    return (
        f"There are no control limits: each figure resembles the one before it ({measured}). {why} Where the level moved for a reason "
        "that you know, add the event and let the limits start again there."
    )


def _two(value: float) -> str:
    return plain(value, 2)
