"""The calendar: half a year of events, month by month."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from foundation.council.months import add_months, first_of, last_day, month_code, month_name, months_between
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from learning.models import LearningEvent

MONTHS = 6


def half_year_from(first: datetime.date) -> tuple[datetime.date, datetime.date]:
    return first, last_day(add_months(first, MONTHS - 1))


def calendar_months(events: Iterable[LearningEvent], first: datetime.date) -> list[dict[str, Any]]:
    """A table for each month from `first`: events of which a day is in it, by their days. One that spans two months is in both."""
    found = list(events)
    months = months_between(first, add_months(first, MONTHS - 1))
    return [{"month": month_name(month), "table": _month(month, found)} for month in months]


def _month(month: datetime.date, events: Sequence[LearningEvent]) -> Table:
    end = last_day(month)
    rows: list[AnyRow] = [_row(event) for event in events if event.first_day <= end and event.last_day >= month]
    columns = [Column("What", names_row=True), Column("When"), Column("Kind"), Column("State")]
    return Table(month_name(month), columns, rows, empty="Nothing is planned.")


def _row(event: LearningEvent) -> list[Any]:
    return [
        Cell(event.name, href=event.get_absolute_url(), notes=[event.place] if event.place else []),
        event.days,
        event.get_kind_display(),
        Cell(event.get_state_display(), CellKind.STATE),
    ]


def turning(first: datetime.date, on: datetime.date) -> dict[str, str]:
    """Addresses of the half-year before and after, and back to the present one where another is shown."""
    here = reverse("learning:calendar")
    earlier, later = add_months(first, -MONTHS), add_months(first, MONTHS)
    return {
        "earlier_url": f"{here}?from={month_code(earlier)}",
        "later_url": f"{here}?from={month_code(later)}",
        "now_url": "" if first == first_of(on) else here,
    }
