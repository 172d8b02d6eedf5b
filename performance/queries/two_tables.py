"""Where the two regular tables have a figure of the same thing: which indicators those are, and on which figures the tables disagree."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from django.db.models import Exists, OuterRef

from foundation.council.months import add_months
from performance.enums import REGULAR_TABLES, Basis, Series
from performance.models import Indicator, Value

from .comparators import is_count
from .periods import WINDOW

Stored = Mapping[tuple[int, datetime.date], Value]


def in_both_tables(indicators: Iterable[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """A scorecard's indicator with a half-years' one of the same measure and unit."""
    for one, other in combinations(indicators, 2):
        if (one.measure_id, one.unit) == (other.measure_id, other.unit) and one.series != other.series:
            yield (one, other) if one.series == Series.SCORECARD else (other, one)


def is_year_of_halves(one: Indicator, other: Indicator) -> bool:
    """Whether two half-years' counts should sum to the rolling year that ends with them."""
    return (one.basis, other.basis) == (Basis.ROLLING_YEAR, Basis.SIX_MONTHS) and is_count(one)


def differ(ours: Decimal, theirs: Decimal, one: Indicator, other: Indicator) -> bool:
    """Whether two figures differ by more than rounding, or cutting, to the coarser of the two could explain."""
    return abs(ours - theirs) >= Decimal(1).scaleb(-min(one.decimals, other.decimals))


def disagreeing_values(months: Collection[datetime.date]) -> set[int]:
    """The keys of our own figures of these months that are one side of a disagreement, in one question."""
    tables = Indicator.objects.filter(series__in=REGULAR_TABLES, is_current=True).order_by()
    twin = tables.filter(measure=OuterRef("measure"), unit=OuterRef("unit")).exclude(series=OuterRef("series"))
    wanted = {*months, *(add_months(month, -WINDOW) for month in months)}
    rows = Value.objects.ours().given().filter(indicator__in=tables.filter(Exists(twin)).values("pk"), month__in=wanted)
    stored = {(row.indicator_id, row.month): row for row in rows.order_by("indicator", "month").select_related("indicator")}
    indicators = {row.indicator_id: row.indicator for row in stored.values()}
    found = {row.pk for pair in in_both_tables(indicators.values()) for month in months for row in _sides(*pair, month, stored)}
    return found & {row.pk for (_, month), row in stored.items() if month in months}


def _sides(one: Indicator, other: Indicator, month: datetime.date, stored: Stored) -> list[Value]:
    """The figures of both tables where they disagree; none where they do not."""
    ours, theirs = stored.get((one.pk, month)), stored.get((other.pk, month))
    if ours is None or theirs is None:
        return []
    if one.basis == other.basis:
        return [ours, theirs] if differ(_figure(ours), _figure(theirs), one, other) else []
    first = stored.get((other.pk, add_months(month, -WINDOW)))
    if first is None or not is_year_of_halves(one, other) or _figure(ours) == _figure(first) + _figure(theirs):
        return []
    return [ours, first, theirs]


def _figure(row: Value) -> Decimal:
    return row.value or Decimal(0)
