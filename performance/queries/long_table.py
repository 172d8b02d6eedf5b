"""Every figure in one long table, a row each: for a pivot table, and for programs that draw their own pictures."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from foundation.accounts.models import Person
from foundation.accounts.private_addresses import hash_of
from foundation.council.months import last_day
from foundation.documents import CellValue
from performance.enums import OUR_KINDS, PARTS_OF_OURS, ComparatorKind, LongTableRow, PlaceKind
from performance.models import Comparator, FiguresAddress, Import, Indicator, Place, Restatement, Value
from performance.permissions import can_have_address

from .periods import period_of

HEADER = (
    *("indicator", "measure", "label", "unit", "basis", "polarity", "table", "area", "breakdown"),
    *("place_kind", "place_code", "place", "period", "period_ends", "figure", "mark", "first_reported"),
    *("what", "year_quoted", "neighbour_model", "file", "row", "imported_on"),
)
AT_ONCE = 5000


def figures_of(person: Person, *, ours: bool = False) -> QuerySet[Value]:
    """What `person` may read: of our own services and teams those that are theirs; with `ours`, without what others published."""
    values = Value.objects.filter(~Q(place__kind__in=PARTS_OF_OURS) | Q(place__in=Place.objects.parts_visible_to(person)))
    return values.filter(place__kind__in=OUR_KINDS) if ours else values


def long_table_of_months(first: datetime.date, last: datetime.date, *, ours: bool) -> Iterator[list[CellValue]]:
    """The same of periods that end in the months from `first` to `last`, for whichever reader: of no service and no team of ours."""
    values = Value.objects.exclude(place__kind__in=PARTS_OF_OURS).filter(month__gte=first, month__lte=last)
    quoted = Comparator.objects.filter(month__gte=first, month__lte=last)
    return _table(values.filter(place__kind__in=OUR_KINDS) if ours else values, quoted)


def long_table(person: Person, *, ours: bool = False) -> Iterator[list[CellValue]]:
    """Rows under HEADER. Asked for while the reader is at hand, it may be read when they no longer are: a file is sent bit by bit."""
    return _table(figures_of(person, ours=ours), Comparator.objects.all())


def _table(found: QuerySet[Value], comparators: QuerySet[Comparator]) -> Iterator[list[CellValue]]:
    was = Restatement.objects.filter(value=OuterRef("pk")).order_by("pk").values("was")[:1]
    values = found.annotate(first=Subquery(was)).order_by("indicator_id", "place_id", "month")
    columns = ("indicator_id", "place_id", "month", "value", "missing_mark", "first", "source_id", "row")
    quoted = comparators.order_by("indicator_id", "kind", "month").values_list(
        "indicator_id", "kind", "month", "value", "year", "neighbour_model", "source_id", "row"
    )
    return _rows(_NamesByNumber(), values.values_list(*columns), quoted)


def _rows(named: "_NamesByNumber", values: Any, quoted: Any) -> Iterator[list[CellValue]]:
    for indicator, place, month, value, mark, first, source, row in values.iterator(chunk_size=AT_ONCE):
        about, period = named.indicator(indicator, month)
        yield [*about, *named.places[place], *period, value, mark, first, LongTableRow.FIGURE.value, "", "", *_source(named, source, row)]
    for indicator, kind, month, value, year, model, source, row in quoted.iterator(chunk_size=AT_ONCE):
        about, period = named.indicator(indicator, month)
        where = [str(ComparatorKind(kind).label), "", str(ComparatorKind(kind).label)]
        yield [*about, *where, *period, value, "", None, LongTableRow.QUOTED.value, year, model, *_source(named, source, row)]


def _source(named: "_NamesByNumber", source: int, row: int) -> list[CellValue]:
    file, day = named.sources[source]
    return [file, row, day]


class _NamesByNumber:
    """What the numbers in the rows stand for, read once: there are hundreds of thousands of rows and some hundreds of names."""

    def __init__(self) -> None:
        self._indicators = {each.pk: each for each in Indicator.objects.select_related("measure")}
        self._about: dict[int, list[CellValue]] = {}
        self.places = {
            each.pk: [str(PlaceKind(each.kind).label), each.code, each.current_name]
            for each in Place.objects.select_related("service", "team")
        }
        self.sources = {pk: (name, localtime(at).date()) for pk, name, at in Import.objects.values_list("pk", "file_name", "imported_at")}

    def indicator(self, pk: int, month: Any) -> tuple[list[CellValue], list[CellValue]]:
        each = self._indicators[pk]
        if pk not in self._about:
            self._about[pk] = [
                *(each.slug, str(each.measure), each.shown_label, each.get_unit_display(), each.get_basis_display()),
                *(each.get_polarity_display(), each.get_series_display(), each.get_area_display() if each.area else "", each.breakdown),
            ]
        return self._about[pk], [period_of(each, month), last_day(month)]


def reader_by_key(key: str) -> Person | None:
    """Whose address has this key; None where it is nobody's, or theirs no longer."""
    found = FiguresAddress.objects.filter(key_hash=hash_of(key), person__is_active=True).select_related("person").first()
    if found is None or found.times_left != found.person.times_signed_out or not can_have_address(found.person):
        return None
    return found.person
