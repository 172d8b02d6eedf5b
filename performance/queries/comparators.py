"""What others' figures were, from published statistics: neighbours, region and England beside a council, of one measure and year."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Q

from foundation.council.months import add_months
from performance.calculations import counts_something
from performance.enums import AverageBy, PlaceKind, Unit
from performance.models import Indicator, Neighbour, NeighbourModel, Place, PublishedPlace, Value

YEAR_ENDS = 3
# Months; what is older is no comparator of a table's month.
OLDEST = 48
MANY_TIMES = 3


@dataclass(frozen=True)
class MeasureComparison:
    """One measure in one year. `mean` and `median` are the neighbours', None where no neighbour has a figure; `n` those that have one.

    The Department publishes both, each in another tool: `by` says which of them is asked for here, and `value` is it.
    """

    indicator: Indicator
    month: datetime.date
    model: NeighbourModel | None
    mean: Decimal | None
    median: Decimal | None
    by: AverageBy
    n: int
    council: Decimal | None
    region: Decimal | None
    england: Decimal | None

    @property
    def year(self) -> int:
        return self.month.year

    @property
    def value(self) -> Decimal | None:
        return self.median if self.by == AverageBy.MEDIAN else self.mean


def neighbours_average(values: list[Decimal], by: str = AverageBy.MEAN) -> Decimal | None:
    """Of the neighbours that have a value: their simple mean, or the one in the middle; of two in the middle half of both."""
    if not values:
        return None
    return median(values) if by == AverageBy.MEDIAN else sum(values, Decimal(0)) / len(values)


def compare_over_years(
    council: Place, indicator: Indicator, model: NeighbourModel | None, by: AverageBy = AverageBy.MEAN
) -> list[MeasureComparison]:
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
            MeasureComparison(
                indicator=indicator,
                month=month,
                model=model,
                mean=neighbours_average(theirs, AverageBy.MEAN),
                median=neighbours_average(theirs, AverageBy.MEDIAN),
                by=by,
                n=len(theirs),
                council=values.get(council.pk),
                region=values.get(council.region_id or 0),
                england=values.get(england or 0),
            )
        )
    return compared


def compare_in_year(
    council: Place, indicator: Indicator, model: NeighbourModel, year: int, by: AverageBy = AverageBy.MEAN
) -> MeasureComparison | None:
    """The year's comparison; None where nobody has a figure for it."""
    return next((each for each in compare_over_years(council, indicator, model, by) if each.year == year), None)


@dataclass(frozen=True)
class OurAverage:
    """What our neighbours average to in the year that ends with `month`, by which method; `n` of them have a figure."""

    value: Decimal
    n: int
    month: datetime.date
    model: str
    by: AverageBy = AverageBy.MEAN


def our_averages(published: Iterable[int], years: Iterable[int]) -> dict[tuple[int, int], OurAverage]:
    """Our neighbours’ average by published indicator and year. Three queries at most."""
    return {(pk, each.month.year): each for pk, each in _our_averages(published, Q(month__year__in=set(years)))}


def our_latest_averages(published: Iterable[int], month: datetime.date) -> dict[int, OurAverage]:
    """Of each published indicator the latest year that had ended in `month`. Three queries at most."""
    recent = Q(month__lte=month, month__gt=add_months(month, -OLDEST))
    return dict(sorted(_our_averages(published, recent), key=lambda found: found[1].month))


def _our_averages(published: Iterable[int], wanted: Q) -> Iterator[tuple[int, OurAverage]]:
    ours = PublishedPlace.current()
    if ours.council is None or ours.neighbour_model is None:
        return
    neighbours = list(Neighbour.objects.filter(council=ours.council, model=ours.neighbour_model).values_list("neighbour", flat=True))
    rows = Value.objects.given().filter(wanted, indicator__in=list(published), place__in=neighbours)
    found: dict[tuple[int, datetime.date], list[Decimal]] = {}
    for indicator, month, value in rows.values_list("indicator", "month", "value"):
        found.setdefault((indicator, month), []).append(value)
    for (indicator, month), values in found.items():
        by = AverageBy(ours.average_by)
        if (average := neighbours_average(values, by)) is not None:
            yield indicator, OurAverage(average, len(values), month, str(ours.neighbour_model), by)


def is_count(indicator: Indicator) -> bool:
    """It counts children or events: the parts make the whole, and it grows with the council, so that another's says nothing of ours.

    A median of days or an average caseload is a number too, and none of this holds of it.
    """
    names = (indicator.label, indicator.code.replace("_", " "), indicator.breakdown)
    return indicator.unit == Unit.NUMBER and indicator.decimals == 0 and counts_something(*names)


def are_totals(indicator: Indicator, years: Iterable[MeasureComparison]) -> bool:
    """Whether an area's figure is the sum of its councils': England's is then many times its region's, of an average about the same."""
    both = [(each.england, each.region) for each in years if each.england is not None and each.region]
    return any(england > MANY_TIMES * region for england, region in both) if both else is_count(indicator)


def year_end(year: str) -> datetime.date | None:
    """2021/22 → March 2022, the month with which the Department's years end; None where a file did not say."""
    first, _, last = year.partition("/")
    return datetime.date(int(first) + bool(last), YEAR_ENDS, 1) if first.isdigit() else None


def age_in_months(speaks_of: datetime.date, month: datetime.date) -> int:
    """How old in `month` a comparator is: 16 for March 2022 seen in July 2023."""
    return (month.year - speaks_of.year) * 12 + month.month - speaks_of.month
