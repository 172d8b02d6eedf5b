"""How many children there are, by which estimate: the denominator of the rates that are derived here."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef

from foundation.council.months import month_name
from foundation.statistics import plain, rate
from performance.enums import CHILDREN_AGED, OUR_CHILDREN, Basis, PlaceKind, Series, Unit
from performance.models import Import, Indicator, Place, PublishedPlace, Restatement, Value

from .comparators import is_count
from .figures import MonthFigures

PER = 10_000
MID_YEAR = 6
RATE_DECIMALS = 1
# An estimate is published a year after its day, so one of two years is older than it need be.
OLD_AFTER = 24
# Which rates say the same as one derived from a count of this basis would.
_SAME_PERIOD = {Basis.SIX_MONTHS: {Basis.SIX_MONTHS, Basis.SIX_MONTHS_ANNUALISED}}


@dataclass(frozen=True)
class EarlierValue:
    """What an earlier file gave, and which import put another figure in its place."""

    value: Decimal
    source: Import
    row: int
    restated_by: Import


@dataclass(frozen=True)
class Population:
    """`month` is the one in whose middle the estimate stands; `is_own` where the council gave it and no publication."""

    value: Decimal
    month: datetime.date
    place: Place
    source: Import
    row: int
    is_own: bool = False
    versions: tuple[EarlierValue, ...] = ()

    @property
    def year(self) -> int:
        return self.month.year

    @property
    def was(self) -> tuple[Decimal, ...]:
        """What earlier files gave for it, earliest first."""
        return tuple(each.value for each in self.versions)

    @property
    def day(self) -> str:
        """“mid-2022”; the month where the estimate is of no mid-year."""
        return f"mid-{self.year}" if self.month.month == MID_YEAR else month_name(self.month)

    def age(self, month: datetime.date) -> int:
        """How many months old it is in `month`."""
        return (month.year - self.year) * 12 + month.month - self.month.month


@dataclass(frozen=True)
class DerivedRate:
    """A rate that nobody published or imported: worked out here, said to be, and stored nowhere."""

    value: Decimal
    count: Decimal
    month: datetime.date
    population: Population
    basis: str = ""

    @property
    def age(self) -> int:
        return self.population.age(self.month)

    @property
    def text(self) -> str:
        return plain(self.value, RATE_DECIMALS)

    @property
    def working(self) -> str:
        return f"{plain(self.count)} ÷ {plain(self.population.value)} × {PER:,}"


def population_of(month: datetime.date, place: Place | None = None) -> Population | None:
    """The estimate in the order of `_in_order`, of `place` or of our own council; None where none is stored."""
    return taken(estimates_of(place), month)


def taken(estimates: Iterable[Population], month: datetime.date) -> Population | None:
    """Of estimates in their order, the one that the month's rates are derived from."""
    return next((each for each in estimates if each.month <= month), None)


def estimates_of(place: Place | None = None) -> list[Population]:
    """Every estimate of `place`, or of our own council by publications and by itself, each before those that give way to it."""
    own, published = _indicators()
    places = [place] if place else [PublishedPlace.current().council, Place.OURS]
    found = Value.objects.given().filter(indicator__in=own | published, place__in=[each for each in places if each])
    values = list(found.select_related("source", "place"))
    versions = _versions(values)
    estimates = [
        Population(
            value=each.value or Decimal(0),
            month=each.month,
            place=each.place,
            source=each.source,
            row=each.row,
            is_own=each.indicator_id in own or each.place_id == Place.OURS,
            versions=versions[each.pk],
        )
        for each in values
    ]
    return _in_order(estimates)


def _in_order(estimates: list[Population]) -> list[Population]:
    """The latest day first; of one day the published before our own; of two publications the one imported later."""
    return sorted(estimates, key=lambda each: (each.month, not each.is_own, each.source.pk), reverse=True)


def _versions(values: list[Value]) -> dict[int, tuple[EarlierValue, ...]]:
    held: dict[int, tuple[EarlierValue, ...]] = {each.pk: () for each in values}
    restated = Restatement.objects.filter(value__in=values, was__isnull=False).select_related("was_source", "source").order_by("pk")
    for each in restated:
        if each.value_id is not None and each.was is not None:
            held[each.value_id] += (EarlierValue(each.was, each.was_source, each.was_row, each.source),)
    return held


def _indicators() -> tuple[set[int], set[int]]:
    """Those that hold our own estimates, and those that hold published ones."""
    published = Indicator.objects.published().filter(unit=Unit.NUMBER, code__finds="population", breakdown__finds=CHILDREN_AGED)
    own = Indicator.objects.filter(slug=OUR_CHILDREN)
    return set(own.values_list("pk", flat=True)), set(published.values_list("pk", flat=True))


def places_with_populations() -> list[Place | None]:
    """Our own council (None), its region and England, those that are known."""
    council = PublishedPlace.current().council
    england = Place.objects.of_kind(PlaceKind.COUNTRY).first()
    return [None, *filter(None, [council.region if council else None, england])]


def derived_rate(count: Decimal, month: datetime.date, population: Population | None, basis: str = "") -> DerivedRate | None:
    """A count for each 10,000 of `population`; None where that is not known."""
    value = rate(count, population.value, PER) if population else None
    return None if value is None or population is None else DerivedRate(value, count, month, population, basis)


def derived_rates(figures: MonthFigures, only: Indicator | None = None) -> dict[int, DerivedRate]:
    """By indicator: of each count of children in the month's figures for which no file gives the rate. Asks nothing where there is none."""
    counts = _counts_of_children([each for each in figures.indicators if only in (None, each) and _lacks_its_rate(each, figures)], figures)
    population = population_of(figures.month) if counts else None
    found = {each.pk: derived_rate(figures.value(each) or Decimal(0), figures.month, population, each.basis) for each in counts}
    return {pk: derived for pk, derived in found.items() if derived}


def _counts_of_children(counts: list[Indicator], figures: MonthFigures) -> list[Indicator]:
    """Those that are said to be, or of whose measure there is a rate."""
    children = set[int]().union(*_indicators()) if counts else set()
    return [each for each in counts if each.denominator_id in children or any(rates_of(each, figures))]


def derived_of_others(month: datetime.date, only: Indicator | None = None) -> dict[Indicator, DerivedRate]:
    """The same of counts that stand in none of the regular tables, such as contacts by source: of those that are said to be of children."""
    counts = Value.objects.ours().given().filter(month=month, indicator__unit=Unit.NUMBER, indicator__is_current=True)
    counts = counts.filter(indicator__denominator__slug=OUR_CHILDREN, indicator__series=Series.OTHER).select_related("indicator__measure")
    same = {f"indicator__{name}": OuterRef(f"indicator__{name}") for name in ("measure", "breakdown", "basis")}
    counts = counts.exclude(Exists(Value.objects.ours().given().filter(month=month, indicator__unit=Unit.RATE, **same)))
    values = [each for each in (counts if only is None else counts.filter(indicator=only)) if is_count(each.indicator)]
    population = population_of(month) if values else None
    found = {each.indicator: derived_rate(each.value or Decimal(0), month, population, each.indicator.basis) for each in values}
    return {indicator: derived for indicator, derived in found.items() if derived}


def _lacks_its_rate(indicator: Indicator, figures: MonthFigures) -> bool:
    """Whether a count has a figure in the month, and no table has the rate that it would make."""
    if not is_count(indicator) or figures.value(indicator) is None:
        return False
    return all(figures.value(each) is None for each in rates_of(indicator, figures))


def rates_of(count: Indicator, figures: MonthFigures) -> Iterable[Indicator]:
    """The rates of the same measure and of the same period, in whichever of our tables."""
    bases = _SAME_PERIOD.get(Basis(count.basis), {count.basis})
    return (each for each in figures.indicators if (each.measure_id, each.unit) == (count.measure_id, Unit.RATE) and each.basis in bases)
