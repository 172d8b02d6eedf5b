"""Days that the law counts: when a request must be answered, when a complaint must be acknowledged, when what is kept is due to go."""

import calendar
import datetime
from collections.abc import Callable
from dataclasses import dataclass

# Given by the caller, who knows the bank holidays: whether offices are open on a day.
IsWorkingDay = Callable[[datetime.date], bool]
ONE_DAY = datetime.timedelta(days=1)
FIRST_MONTHS, EXTENDED_MONTHS = 1, 3
ACKNOWLEDGED_WITHIN = 30


@dataclass(frozen=True)
class RequestDates:
    """What happened to a request, as far as it moves the day by which it is answered.

    `identity_asked` and `identity_received`: proof of who asks. `clarification_asked` and `clarification_received`: only where the
    question was what information is sought, for nothing else stops the clock. `is_extended`: by two more months.
    """

    received: datetime.date
    identity_asked: datetime.date | None = None
    identity_received: datetime.date | None = None
    clarification_asked: datetime.date | None = None
    clarification_received: datetime.date | None = None
    is_extended: bool = False


def clock_starts(dates: RequestDates) -> datetime.date | None:
    """The day from which the month runs: that of receipt, or of the proof of identity where it was asked for; None while it is awaited."""
    if dates.identity_asked is None:
        return dates.received
    if dates.identity_received is None:
        return None
    return max(dates.received, dates.identity_received)


def stopped_days(dates: RequestDates) -> int:
    """Days for which the clock was stopped: from the day of the question to the day of the answer. None of them before it ran."""
    start = clock_starts(dates)
    if start is None or dates.clarification_asked is None or dates.clarification_received is None:
        return 0
    return max((dates.clarification_received - max(dates.clarification_asked, start)).days, 0)


def is_stopped(dates: RequestDates) -> bool:
    """The clock does not run now: identity or an answer about what is sought is awaited."""
    return clock_starts(dates) is None or (dates.clarification_asked is not None and dates.clarification_received is None)


def answer_due(dates: RequestDates, is_working_day: IsWorkingDay) -> datetime.date | None:
    """The last day on which the request is answered in time; None while the clock is stopped."""
    return _due(dates, EXTENDED_MONTHS if dates.is_extended else FIRST_MONTHS, is_working_day)


def told_of_extension_due(dates: RequestDates, is_working_day: IsWorkingDay) -> datetime.date | None:
    """The last day on which the person can be told that it takes up to two months more."""
    return _due(dates, FIRST_MONTHS, is_working_day)


def _due(dates: RequestDates, months: int, is_working_day: IsWorkingDay) -> datetime.date | None:
    start = clock_starts(dates)
    if start is None or is_stopped(dates):
        return None
    day = corresponding_day(start, months) + datetime.timedelta(days=stopped_days(dates))
    return next_working_day(day, is_working_day)


def corresponding_day(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last day of that month where it has no such day: 31 January → 28 February."""
    years, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(years, index + 1, min(day.day, calendar.monthrange(years, index + 1)[1]))


def next_working_day(day: datetime.date, is_working_day: IsWorkingDay) -> datetime.date:
    while not is_working_day(day):
        day += ONE_DAY
    return day


def acknowledgement_due(received: datetime.date) -> datetime.date:
    """A complaint is acknowledged within 30 days of receipt, counted from the next day."""
    return received + datetime.timedelta(days=ACKNOWLEDGED_WITHIN)


def end_of_financial_year(day: datetime.date) -> datetime.date:
    """31 March on or after the day."""
    return datetime.date(day.year + (day.month > 3), 3, 31)


def kept_until(day: datetime.date, years: int) -> datetime.date:
    """The last day on which something of `day` is kept: 31 March, so many years after its financial year ended."""
    end = end_of_financial_year(day)
    return end.replace(year=min(end.year + years, datetime.MAXYEAR))


def latest_due(on: datetime.date, years: int) -> datetime.date:
    """The last day of what is due to go on `on`: everything up to it is kept no longer."""
    year = on.year - years - (on <= datetime.date(on.year, 3, 31))
    return datetime.date(max(year, datetime.MINYEAR), 3, 31)
