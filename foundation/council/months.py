"""Months as plain dates: the first day of the month stands for the month."""

import calendar
import datetime
import re
from collections.abc import Iterator

MONTH_CODE = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def first_of(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def parse_month(code: str) -> datetime.date:
    """`"2023-06"` → 1 June 2023. Raises ValueError, in a sentence, for anything else."""
    match = MONTH_CODE.fullmatch(code.strip())
    if not match or not 1 <= int(match[2]) <= 12 or not int(match[1]):
        raise ValueError(f"“{code}” is not a month. Write it as a year and a month, for example 2023-06.")
    return datetime.date(int(match[1]), int(match[2]), 1)


def month_code(month: datetime.date) -> str:
    """1 June 2023 → `"2023-06"`."""
    return f"{month.year:04}-{month.month:02}"


def month_name(month: datetime.date) -> str:
    """1 June 2023 → `"June 2023"`."""
    return f"{month:%B %Y}"


def add_months(month: datetime.date, count: int) -> datetime.date:
    """The first day of the month `count` months later (earlier where negative); the calendar's own first or last month beyond its ends."""
    years, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    if not datetime.MINYEAR <= years <= datetime.MAXYEAR:
        return datetime.date.min if years < datetime.MINYEAR else datetime.date.max.replace(day=1)
    return datetime.date(years, index + 1, 1)


def last_day(month: datetime.date) -> datetime.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def months_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Each month from `first` to `last`, both included."""
    month = first_of(first)
    while month <= last:
        yield month
        if month == datetime.date.max.replace(day=1):
            return
        month = add_months(month, 1)


def period_name(first: datetime.date, last: datetime.date) -> str:
    """“June 2023”, “June and July 2023”, “June to August 2023” or “November 2022 to January 2023”."""
    if first_of(first) == first_of(last):
        return month_name(first)
    if first.year != last.year:
        return f"{month_name(first)} to {month_name(last)}"
    joiner = "and" if add_months(first, 1) == first_of(last) else "to"
    return f"{first:%B} {joiner} {month_name(last)}"
