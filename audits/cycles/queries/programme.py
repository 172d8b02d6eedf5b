"""The year's programme: twelve months from April, planned or not, and the dates that suit a month."""

import datetime
from dataclasses import dataclass
from typing import Any

from audits.calculations import MonthProgressCounts
from audits.cycles.queries.progress import progress_of, with_progress
from audits.models import Cycle
from foundation.council.clock import today
from foundation.council.months import add_months, last_day, months_between
from foundation.council.working_days import add_working_days

# Planned months so many years away are shown by themselves, without the years between.
FAR = 50
# Audits are done by this working day of their month; moderation by so many working days before its end.
AUDITS_BY, MODERATION_BEFORE = 15, 5


@dataclass(frozen=True)
class PlannedMonth:
    """A month of the year, with its plan where it has one."""

    month: datetime.date
    cycle: Any = None
    progress: MonthProgressCounts | None = None


def year_of(day: datetime.date) -> int:
    """The year in which the financial year of `day` begins: March 2024 belongs to 2023."""
    return day.year - (day.month < 4)


def months_of(year: int) -> list[datetime.date]:
    """April of `year` to the next March."""
    first = datetime.date(year, 4, 1)
    return list(months_between(first, add_months(first, 11)))


def programme_of(year: int) -> list[PlannedMonth]:
    """The twelve months of a year in their order."""
    months = months_of(year)
    cycles = with_progress(Cycle.objects.in_period(months[0], months[-1]))
    by_month = {cycle.month: cycle for cycle in cycles}
    return [
        PlannedMonth(month, by_month[month], progress_of(by_month[month])) if month in by_month else PlannedMonth(month) for month in months
    ]


def years_of_programme() -> list[int]:
    """Every year from the first planned month to the one after today's or the last planned, newest first.

    A month far from the others, as older versions took one, brings its own year alone: it is there to be removed.
    """
    this, months = year_of(today()), Cycle.objects.monthly().values_list("month", flat=True)
    planned = {year_of(month) for month in months}
    near = {year for year in planned if abs(year - this) <= FAR} | {this, this + 1}
    return sorted(planned | set(range(min(near), max(near) + 1)), reverse=True)


def current_year() -> int:
    """The year of today; where nothing of it is planned, that of the last planned month."""
    this = year_of(today())
    last = Cycle.objects.monthly().order_by("month").last()
    return min(this, year_of(last.month)) if last else this


def suggested_dues(month: datetime.date) -> dict[str, datetime.date]:
    """When audits and their moderation suit to be due in a month."""
    audits = add_working_days(month - datetime.timedelta(days=1), AUDITS_BY)
    moderation = add_working_days(last_day(month), -MODERATION_BEFORE)
    return {"audits_due": audits, "moderation_due": max(audits, moderation)}


def suggested_plan(month: datetime.date | None = None) -> dict[str, Any]:
    """For `month`, or the one after the last planned: as many audits as then, the dates that suit."""
    last = Cycle.objects.monthly().order_by("month").last()
    chosen = month or (add_months(last.month, 1) if last else today().replace(day=1))
    return {"month": chosen, **suggested_dues(chosen), **({"expected": last.expected} if last else {})}
