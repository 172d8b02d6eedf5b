"""What others' figures were, from published statistics: neighbours, region and England beside a council, of one measure and year."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from foundation.council.months import month_name
from performance.enums import PlaceKind
from performance.models import Indicator, Neighbour, NeighbourModel, Place, PublishedPlace, Value


@dataclass(frozen=True)
class Compared:
    """One measure in one year. `value` is the neighbours' average, None where no neighbour has a figure; `n` those that have one."""

    indicator: Indicator
    month: datetime.date
    model: NeighbourModel | None
    value: Decimal | None
    n: int
    council: Decimal | None
    region: Decimal | None
    england: Decimal | None

    @property
    def year(self) -> int:
        return self.month.year


def neighbours_average(values: list[Decimal]) -> Decimal | None:
    """The simple mean of the neighbours that have a value: the rule by which the Department's own tool compares."""
    return sum(values, Decimal(0)) / len(values) if values else None


def compare_over_years(council: Place, indicator: Indicator, model: NeighbourModel | None) -> list[Compared]:
    """Each year for which anybody has a figure, earliest first. Three queries, however many years."""
    neighbours = set(Neighbour.objects.filter(council=council, model=model).values_list("neighbour", flat=True)) if model else set()
    england = Place.objects.of_kind(PlaceKind.COUNTRY).values_list("pk", flat=True).first()
    wanted = neighbours | {council.pk, council.region_id, england} - {None}
    by_month: dict[datetime.date, dict[int, Decimal]] = {}
    for place, month, value in Value.objects.given().filter(indicator=indicator, place__in=wanted).values_list("place", "month", "value"):
        by_month.setdefault(month, {})[place] = value
    compared = []
    for month, values in sorted(by_month.items()):
        theirs = [values[place] for place in neighbours if place in values]
        compared.append(
            Compared(
                indicator=indicator,
                month=month,
                model=model,
                value=neighbours_average(theirs),
                n=len(theirs),
                council=values.get(council.pk),
                region=values.get(council.region_id or 0),
                england=values.get(england or 0),
            )
        )
    return compared


def compare_in_year(council: Place, indicator: Indicator, model: NeighbourModel, year: int) -> Compared | None:
    """The year's comparison; None where nobody has a figure for it."""
    return next((each for each in compare_over_years(council, indicator, model) if each.year == year), None)


def our_averages(published: Iterable[int], years: Iterable[int]) -> dict[tuple[int, int], tuple[Decimal, int]]:
    """Our neighbours’ average, and of how many, by published indicator and year. Three queries at most."""
    ours = PublishedPlace.current()
    if ours.council is None or ours.neighbour_model is None:
        return {}
    neighbours = list(Neighbour.objects.filter(council=ours.council, model=ours.neighbour_model).values_list("neighbour", flat=True))
    rows = Value.objects.given().filter(indicator__in=list(published), place__in=neighbours, month__year__in=set(years))
    found: dict[tuple[int, int], list[Decimal]] = {}
    for indicator, month, value in rows.values_list("indicator", "month", "value"):
        found.setdefault((indicator, month.year), []).append(value)
    return {key: (average, len(values)) for key, values in found.items() if (average := neighbours_average(values)) is not None}


def age_in_months(speaks_of: datetime.date, month: datetime.date) -> int:
    """How old in `month` a comparator is: 16 for March 2022 seen in July 2023."""
    return (month.year - speaks_of.year) * 12 + month.month - speaks_of.month


def age_words(speaks_of: datetime.date, month: datetime.date) -> str:
    """“16 months old”; a year that ends after `month` is not old."""
    age = age_in_months(speaks_of, month)
    if age < 0:
        return f"later than {month_name(month)}"
    return f"{age} month{'' if age == 1 else 's'} old"
