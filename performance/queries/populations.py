"""How many children there are, from published estimates: the denominator of rates that are derived here."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from foundation.council.months import month_name
from foundation.statistics import plain
from performance.enums import PlaceKind, Unit
from performance.models import Import, Indicator, Place, PublishedPlace, Restatement, Value

PER = 10_000
CHILDREN = "0 to 17"


@dataclass(frozen=True)
class Population:
    """`month` is the one in whose middle the estimate stands; `was` holds what earlier files gave for it, earliest first."""

    value: Decimal
    month: datetime.date
    place: Place
    source: Import
    was: tuple[Decimal, ...] = ()

    @property
    def year(self) -> int:
        return self.month.year

    @property
    def sentence(self) -> str:
        restated = f", restated from {plain(self.was[-1])}" if self.was else ""
        return f"{plain(self.value)} children in {self.place}, {month_name(self.month)} ({self.source.file_name}{restated})"


@dataclass(frozen=True)
class DerivedRate:
    """A rate that nobody published or imported: worked out here, and said to be."""

    value: Decimal
    count: Decimal
    population: Population

    @property
    def sentence(self) -> str:
        return f"Derived here: {plain(self.count)} for each {PER:,} of {self.population.sentence}."


def population_of(month: datetime.date, place: Place | None = None) -> Population | None:
    """The latest estimate up to `month`, of `place` or of the published council that is ours; None where none is stored."""
    place = place or PublishedPlace.current().council
    if place is None:
        return None
    found = (
        Value.objects.given()
        .filter(indicator__in=_estimates(), place=place, month__lte=month)
        .select_related("source")
        .order_by("-month", "-source")
        .first()
    )
    if found is None or found.value is None:
        return None
    was = Restatement.objects.filter(value=found, was__isnull=False).order_by("pk").values_list("was", flat=True)
    return Population(found.value, found.month, place, found.source, tuple(each for each in was if each is not None))


def derived_rate(count: Decimal, month: datetime.date) -> DerivedRate | None:
    """A count of our council for each 10,000 children; None where no population is stored."""
    population = population_of(month)
    if population is None or not population.value:
        return None
    return DerivedRate(count * PER / population.value, count, population)


def populations(month: datetime.date) -> list[Population]:
    """Of our council, its region and England, those that are stored."""
    council = PublishedPlace.current().council
    england = Place.objects.of_kind(PlaceKind.COUNTRY).first()
    places = [council, council.region if council else None, england]
    return [found for place in places if place and (found := population_of(month, place))]


def _estimates() -> list[int]:
    named = Indicator.objects.published().filter(unit=Unit.NUMBER, code__icontains="population", breakdown__icontains=CHILDREN)
    return list(named.values_list("pk", flat=True))
