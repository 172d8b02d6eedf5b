"""How many people have read something, as it may be shown; which months a quarter has."""

import datetime
from dataclasses import dataclass

from audits.calculations import is_small
from foundation.council.months import add_months, last_day

QUARTER = 3


@dataclass(frozen=True)
class ReadCount:
    """`read` of `could` people said that they have read it. One that is under five, or leaves fewer than five, is not given as a number:
    colleagues would know who they are.
    """

    read: int
    could: int

    @property
    def is_of_few(self) -> bool:
        return is_small(self.read)

    @property
    def leaves_few(self) -> bool:
        return is_small(self.could - self.read)


def quarter_of(month: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last month of the quarter that a month is in: April to June is one."""
    first = month.replace(day=1, month=(month.month - 1) // QUARTER * QUARTER + 1)
    return first, add_months(first, QUARTER - 1)


def days_of(first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """From the first day of one month to the last day of another."""
    return first, last_day(last)
