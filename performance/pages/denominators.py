"""What our rates and shares are rates and shares of: the page of populations and other denominators, as finished values."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from django.db.models import Q

from foundation.council.months import add_months
from foundation.govuk.wording import sentence_start
from foundation.statistics import implied_population, plain
from performance.enums import OUR_CHILDREN, Series, Unit
from performance.models import Import, Indicator, Value
from performance.pages.half_years import percentage_of
from performance.pages.populations import derived_caution, population_words
from performance.queries.figures import MonthFigures, as_given, figures_for, in_figures
from performance.queries.periods import period_of
from performance.queries.populations import (
    OLD_AFTER,
    PER,
    DerivedRate,
    Population,
    derived_of_others,
    derived_rates,
    estimates_of,
    places_with_populations,
    taken,
)

OURS = "Our council"
# A scorecard brings two months, and so do its pairs of count and rate.
MONTHS_OF_PAIRS = (0, 1)


@dataclass(frozen=True)
class EstimateRow:
    """`is_taken`: the rates of the chosen month are derived from it. `rates` are the indicators whose rate is."""

    estimate: Population
    is_taken: bool
    rates: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceRows:
    name: str
    rows: list[EstimateRow]


@dataclass(frozen=True)
class ImpliedRow:
    """The population by which a file divided a count, from what it printed; anything from `low` to `high`, since the rate is rounded."""

    label: str
    month: datetime.date
    count: Decimal
    rate: Decimal
    implied: Decimal
    low: Decimal
    high: Decimal
    estimate: Population | None

    @property
    def difference(self) -> Decimal | None:
        """How many children more the estimate has than the rate implies."""
        return self.estimate.value - self.implied if self.estimate else None

    @property
    def verdict(self) -> str:
        if self.estimate is None or self.difference is None:
            return "No estimate to compare it with"
        if self.low <= self.estimate.value <= self.high:
            return "The same, give or take the rate’s rounding"
        way = "more" if self.difference > 0 else "fewer"
        return f"The estimate has {plain(abs(self.difference), 0)} {way} ({plain(abs(self.difference) * 100 / self.implied, 2)}%)"


@dataclass(frozen=True)
class CountRow:
    """A count of ours of which other figures are shares or rates."""

    indicator: Indicator
    period: str
    text: str
    source: Import
    row: int
    versions: tuple[str, ...]
    used_by: tuple[str, ...]


@dataclass(frozen=True)
class DerivedRow:
    """A figure in no file: worked out here. `of` is its denominator in words, with its date."""

    indicator: Indicator
    period: str
    text: str
    value: Decimal
    unit: str
    working: str
    of: str
    caution: str = ""


@dataclass(frozen=True)
class Denominators:
    month: datetime.date
    population: Population | None
    ours: PlaceRows
    others: list[PlaceRows]
    implied: list[ImpliedRow]
    counts: list[CountRow]
    derived: list[DerivedRow]

    @property
    def age(self) -> int:
        return self.population.age(self.month) if self.population else 0

    @property
    def is_old(self) -> bool:
        return self.age > OLD_AFTER

    @property
    def implied_range(self) -> str:
        """“54,058 to 54,101”; empty where no pair is stored."""
        found = [each.implied for each in self.implied]
        return f"{plain(min(found), 0)} to {plain(max(found), 0)}" if found else ""

    @property
    def one_population(self) -> str:
        """Whether one number of children gives every printed rate, within its rounding."""
        if not self.implied:
            return ""
        least, most = ceil(max(each.low for each in self.implied)), floor(min(each.high for each in self.implied))
        if least > most:
            return "No one number of children gives all of these rates: they were divided by different ones."
        between = plain(least) if least == most else f"between {plain(least)} and {plain(most)}"
        return f"One number of children, {between}, gives every one of these rates."


def denominators(month: datetime.date) -> Denominators:
    figures = figures_for(month)
    ours = estimates_of()
    derived = derived_rates(figures)
    rates = tuple(each.shown_label for each in figures.indicators if each.pk in derived)
    council = next((each.place.name for each in ours if not each.is_own), "")
    others = [_place(place.name, estimates_of(place), month) for place in places_with_populations() if place]
    return Denominators(
        month=month,
        population=taken(ours, month),
        ours=_place(f"{OURS}, {council}" if council else OURS, ours, month, rates),
        others=[each for each in others if each.rows],
        implied=list(_implied(figures, ours)),
        counts=_counts(month),
        derived=[*_rates(figures, derived), *_shares(figures)],
    )


def _place(name: str, estimates: list[Population], month: datetime.date, rates: tuple[str, ...] = ()) -> PlaceRows:
    chosen = taken(estimates, month)
    return PlaceRows(name, [EstimateRow(each, each is chosen, rates if each is chosen else ()) for each in estimates])


def _implied(figures: MonthFigures, ours: list[Population]) -> Iterator[ImpliedRow]:
    by_measure = {each.measure_id: each for each in figures.of(Series.SCORECARD) if each.unit == Unit.NUMBER}
    for rated in figures.of(Series.SCORECARD):
        counted = by_measure.get(rated.measure_id)
        if rated.unit != Unit.RATE or counted is None or counted.basis != rated.basis:
            continue
        for back in MONTHS_OF_PAIRS:
            count, rate = figures.value(counted, back), figures.value(rated, back)
            implied = implied_population(count, rate)
            if count is None or rate is None or implied is None:
                continue
            # The printed rate stands for every one that rounds to it.
            half = Decimal(5).scaleb(-rated.decimals - 1)
            month = add_months(figures.month, -back)
            low, high = count * PER / (rate + half), count * PER / max(rate - half, half)
            yield ImpliedRow(rated.shown_label, month, count, rate, implied, low, high, taken(ours, month))


def _rates(figures: MonthFigures, derived: dict[int, DerivedRate]) -> Iterator[DerivedRow]:
    of_tables = {each: derived[each.pk] for each in figures.indicators if each.pk in derived}
    for each, rate in (of_tables | derived_of_others(figures.month)).items():
        period, unit = period_of(each, figures.month), Unit.RATE.label
        yield DerivedRow(each, period, rate.text, rate.value, unit, rate.working, population_words(rate.population), derived_caution(rate))


def _shares(figures: MonthFigures) -> Iterator[DerivedRow]:
    by_pk = {each.pk: each for each in figures.indicators}
    for part in figures.indicators:
        whole = by_pk.get(part.numerator_of_id or 0)
        share = percentage_of(part, whole, figures, back=0) if whole else None
        if whole is None or share is None:
            continue
        period = period_of(part, figures.month)
        working = f"{figures.text(part)} ÷ {figures.text(whole)} × 100"
        yield DerivedRow(
            part,
            period,
            plain(share, 1),
            share,
            Unit.PERCENT.label,
            working,
            f"{figures.text(whole)} {sentence_start(whole.shown_label)}, {period}",
        )


def _counts(month: datetime.date) -> list[CountRow]:
    """The latest figure up to `month` of each count that something of ours is a share or a rate of; the children themselves apart."""
    uses = Q(rates__is_current=True) | Q(numerators__is_current=True)
    wholes = {each.pk: each for each in Indicator.objects.filter(uses).exclude(slug=OUR_CHILDREN).distinct()}
    found = Value.objects.ours().given().filter(indicator__in=wholes, month__lte=month).order_by("-month")
    latest: dict[int, Value] = {}
    for value in found.select_related("source").prefetch_related("restatements__was_source"):
        latest.setdefault(value.indicator_id, value)
    used = _used_by(wholes)
    return [_count(wholes[pk], value, used[pk]) for pk, value in sorted(latest.items())]


def _used_by(wholes: dict[int, Indicator]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = dict.fromkeys(wholes, ())
    for each in Indicator.objects.filter(Q(denominator__in=wholes) | Q(numerator_of__in=wholes), is_current=True):
        for pk in {each.denominator_id or 0, each.numerator_of_id or 0} & names.keys():
            names[pk] += (each.shown_label,)
    return names


def _count(indicator: Indicator, value: Value, used_by: tuple[str, ...]) -> CountRow:
    text = in_figures(indicator, value.value or Decimal(0))
    versions = tuple(
        f"{as_given(each.was)} ({each.was_source.file_name}, row {each.was_row})"
        for each in value.restatements.all()
        if each.was is not None
    )
    return CountRow(indicator, period_of(indicator, value.month), text, value.source, value.row, versions, used_by)
