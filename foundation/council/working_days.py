"""Working days in England: Monday to Friday, less bank holidays."""

import datetime
from functools import lru_cache

_FIRST_YEAR, _LAST_YEAR = 1990, 2099


@lru_cache(maxsize=128)
def _bank_holidays(year: int) -> frozenset[datetime.date]:
    # Imported with the first day that is asked about: it brings the calendars of the world, which most commands do without.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The day `count` working days after `day`; for 0, `day` itself."""
    step = datetime.timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """Working days after `start` up to and including `end`; negative where `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = weeks * 5 + sum((start.weekday() + offset) % 7 < 5 for offset in range(1, rest + 1))
    return weekdays - sum(start < day <= end and day.weekday() < 5 for year in _years_of(start, end) for day in _bank_holidays(year))


def _years_of(start: datetime.date, end: datetime.date) -> range:
    """Nobody has said yet which days will be bank holidays in the next century."""
    return range(max(start.year, _FIRST_YEAR), min(end.year, _LAST_YEAR) + 1)


def due_in_words(due: datetime.date, today: datetime.date) -> str:
    """“today”, “in 2 working days”, “3 working days late”. A day past due is late even at a weekend."""
    if due == today:
        return "today"
    count = working_days_between(today, due)
    if due < today:
        return f"{max(-count, 1)} working {'day' if -count <= 1 else 'days'} late"
    return f"in {max(count, 1)} working {'day' if count <= 1 else 'days'}"
