"""Where two sources say two things of one matter: shown, never smoothed over."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from foundation.council.months import add_months, month_code, month_name
from foundation.statistics import plain
from performance.enums import Basis, Unit
from performance.models import Comparator, Indicator, Value
from performance.pages.comparators import age_words
from performance.queries.comparators import OurAverage, our_averages, year_end
from performance.queries.figures import FigureReader, MonthFigures, as_given, in_figures
from performance.queries.periods import WINDOW, period_of
from performance.queries.two_tables import differ, in_both_tables, is_year_of_halves

# Both of these are a year's flow, so their comparators are of the same thing.
_A_YEAR = frozenset({Basis.ROLLING_YEAR, Basis.SIX_MONTHS_ANNUALISED})
NO_YEAR = "year not given"


@dataclass(frozen=True)
class Side:
    """What one source says. `stored`: the figures that it rests on, each in words; `working` is the sum, where there is one."""

    who: str
    value: Decimal
    text: str
    stored: tuple[tuple[str, Value | Comparator], ...] = ()
    working: str = ""


@dataclass(frozen=True)
class Disagreement:
    """`sentence` stands alone; `flag` is short, for the rows of `indicators`. Both sides are about `topic`; `key` marks them on a page."""

    indicators: tuple[Indicator, ...]
    sentence: str
    flag: str
    key: str
    topic: str
    sides: tuple[Side, Side]


def disagreements_of(month: datetime.date, reader: FigureReader) -> list[Disagreement]:
    """Every disagreement between the scorecard of `month` and the half-years that end with it or before it."""
    figures = reader.of(month)
    return find_disagreements(figures, reader.half_years_beside(figures))


def disagreements_url(month: datetime.date, key: str = "") -> str:
    """The page with both sides of each of the month's; of one of them by its key."""
    return f"{reverse('performance:disagreements')}?month={month_code(month)}{'#' if key else ''}{key}"


def find_disagreements(scorecard: MonthFigures, half_years: MonthFigures) -> list[Disagreement]:
    """`half_years` holds the latest half-year's figures: the same where they end in the scorecard's month."""
    found: list[Disagreement] = []
    for one, other in in_both_tables(scorecard.indicators):
        for each in (_year_in_two_halves, _values, _neighbours):
            found += each(one, other, scorecard, half_years)
    return found + list(_published(scorecard))


def _year_in_two_halves(one: Indicator, other: Indicator, scorecard: MonthFigures, half_years: MonthFigures) -> Iterable[Disagreement]:
    """Two half-years' counts should sum to the rolling year that ends with them."""
    if not is_year_of_halves(one, other) or scorecard.month != half_years.month:
        return
    year, first, second = scorecard.value(one), half_years.value(other, back=6), half_years.value(other)
    if year is None or first is None or second is None or year == first + second:
        return
    working = f"{plain(first)} + {plain(second)}"
    halves = f"{plain(first + second)} ({working})"
    topic = f"{one.measure}, the 12 months to {month_name(scorecard.month)}"
    yield Disagreement(
        (one, other),
        f"{topic}: {halves} by the half-years but {plain(year)} by the scorecard.",
        f"Two sources for the same 12 months: {halves} by the half-years, {plain(year)} by the scorecard.",
        f"year-{one.slug}",
        topic,
        (
            Side(_who(other), first + second, plain(first + second), _stored(half_years, other, WINDOW, 0), working),
            Side(_who(one), year, plain(year), _stored(scorecard, one, 0)),
        ),
    )


def _values(one: Indicator, other: Indicator, scorecard: MonthFigures, half_years: MonthFigures) -> Iterable[Disagreement]:
    """One measure, unit, basis and month in both tables."""
    if one.basis != other.basis or scorecard.month != half_years.month:
        return
    ours, theirs = scorecard.value(one), half_years.value(other)
    if ours is None or theirs is None or not differ(ours, theirs, one, other):
        return
    both = f"{in_figures(one, ours)} on the scorecard but {in_figures(other, theirs)} in the half-years"
    name = f"{one.measure}, {one.get_unit_display().lower()}, {month_name(scorecard.month)}"
    sides = (
        Side(_who(one), ours, in_figures(one, ours), _stored(scorecard, one, 0)),
        Side(_who(other), theirs, in_figures(other, theirs), _stored(half_years, other, 0)),
    )
    yield Disagreement((one, other), f"{name}: {both}.", f"Two figures for this month: {both}.", f"figure-{one.slug}", name, sides)


def _neighbours(one: Indicator, other: Indicator, scorecard: MonthFigures, half_years: MonthFigures) -> Iterable[Disagreement]:
    """The two tables quote different statistical neighbours' figures for what is the same."""
    if not (one.basis == other.basis or {one.basis, other.basis} <= _A_YEAR or one.unit == Unit.PERCENT):
        return
    ours, theirs = scorecard.neighbours_figure(one), half_years.neighbours_figure(other)
    if ours is None or theirs is None or not differ(ours, theirs, one, other):
        return
    years = half_years.neighbours_year(other) or NO_YEAR, scorecard.neighbours_year(one) or NO_YEAR
    name = f"{one.measure}, {one.get_unit_display().lower()}"
    yield Disagreement(
        (one, other),
        f"{name}: two statistical-neighbour figures, "
        f"{as_given(theirs)} in the half-years ({years[0]}) but {as_given(ours)} on the scorecard ({years[1]}).",
        f"Two statistical-neighbour figures: {as_given(theirs)} and {as_given(ours)}.",
        f"neighbours-{one.slug}",
        f"{name}: the statistical neighbours’ figure",
        (
            Side(_who(other), theirs, as_given(theirs), _quoted(half_years, other)),
            Side(_who(one), ours, as_given(ours), _quoted(scorecard, one)),
        ),
    )


def _published(figures: MonthFigures) -> Iterator[Disagreement]:
    """The neighbours' figure that a table quotes is not what the published figures of the same year average to."""
    dated = list(_dated_quotes(figures))
    averages = our_averages({published for _, published, _, _ in dated}, {year for *_, year in dated}) if dated else {}
    for each, published, quote, year in dated:
        average = averages.get((published, year))
        if average is not None and differ(quote.value, average.value, each, each):
            yield _quoted_otherwise(each, quote, average, figures)


def _dated_quotes(figures: MonthFigures) -> Iterator[tuple[Indicator, int, Comparator, int]]:
    """Of each indicator that is published too, the published one’s key, the neighbours’ figure that a table quotes, and its year."""
    for each in figures.indicators:
        quote = figures.comparators.get(each.pk)
        if each.published_as_id and quote and (end := year_end(quote.year)):
            yield each, each.published_as_id, quote, end.year


def _quoted_otherwise(each: Indicator, quote: Comparator, average: OurAverage, figures: MonthFigures) -> Disagreement:
    ours = plain(average.value, each.decimals)
    source = f"model {average.model}, {age_words(average.month, figures.month)}"
    name = f"{each.measure}, {each.get_unit_display().lower()}"
    working = f"{average.by} of the {average.n} neighbours that have a figure, {source}"
    return Disagreement(
        (each,),
        f"{name}: the statistical neighbours’ figure for {quote.year} is quoted as "
        f"{as_given(quote.value)}, but the {average.by} of {average.n} neighbours is {ours} by the published figures, "
        f"{source}.",
        f"Two statistical-neighbour figures for {quote.year}: {as_given(quote.value)} quoted, "
        f"{average.by} {ours} by the published figures ({source}).",
        f"published-{each.slug}",
        f"{name}: the statistical neighbours’ figure for {quote.year}",
        (
            Side(_who(each), quote.value, as_given(quote.value), _quoted(figures, each)),
            Side("Published figures", average.value, ours, working=working),
        ),
    )


def _who(indicator: Indicator) -> str:
    return str(indicator.get_series_display())


def _stored(figures: MonthFigures, indicator: Indicator, *backs: int) -> tuple[tuple[str, Value], ...]:
    """The indicator's figures so many months back, each in words with its period."""
    found = [(figures.values.get((indicator.pk, add_months(figures.month, -back))), back) for back in backs]
    return tuple((f"{figures.text(indicator, back)}, {period_of(indicator, each.month)}", each) for each, back in found if each)


def _quoted(figures: MonthFigures, indicator: Indicator) -> tuple[tuple[str, Comparator], ...]:
    quote = figures.comparators.get(indicator.pk)
    return ((f"{as_given(quote.value)}, {quote.year or NO_YEAR}", quote),) if quote else ()
