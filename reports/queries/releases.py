"""Which months the Board reads, and which it could."""

import datetime
from dataclasses import dataclass

from audits.models import Audit
from audits.querysets import monthly
from performance.models import MonthRelease, Value
from performance.queries import half_year_months, scorecard_months


@dataclass(frozen=True)
class MonthToRelease:
    """A month with figures or audits; `release` is None where the Board does not read it."""

    month: datetime.date
    has_figures: bool
    has_audits: bool
    release: MonthRelease | None


def months_to_release() -> list[MonthToRelease]:
    """Every month that the Board could read, latest first."""
    figures, audits = {*scorecard_months(), *half_year_months()}, set(_months_of_audits())
    releases = {each.month: each for each in MonthRelease.objects.select_related("released_by")}
    months = sorted({*figures, *audits, *(month for month in releases if month in figures | audits)}, reverse=True)
    return [MonthToRelease(month, month in figures, month in audits, releases.get(month)) for month in months]


def last_released() -> datetime.date | None:
    return next((row.month for row in months_to_release() if row.release), None)


def goes_with(month: datetime.date) -> list[datetime.date]:
    """The month and all before it that have something and are not released: a month is read beside those before it."""
    earlier = set(Value.objects.ours().filter(month__lte=month).order_by().values_list("month", flat=True).distinct())
    earlier |= {each for each in _months_of_audits() if each <= month}
    released = set(MonthRelease.objects.values_list("month", flat=True))
    return sorted(earlier - released)


def _months_of_audits() -> list[datetime.date]:
    return list(Audit.objects.submitted().filter(monthly()).order_by().values_list("cycle__month", flat=True).distinct())
