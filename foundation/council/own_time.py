"""Days that a person has at least, from when something comes to them: nobody is late on the day that they are given it.

How many is the council's setting. What was given already keeps its date when that changes.
"""

import datetime

from .models import Council
from .working_days import add_working_days


def own_due(on: datetime.date, *, urgent: bool = False) -> datetime.date:
    """The earliest due date for a person who is given something `on` a day."""
    council = Council.current()
    return add_working_days(on, council.urgent_own_days if urgent else council.own_days)


def with_own_days(due: datetime.date, since: datetime.date) -> datetime.date:
    """`due`, or later where the person who has it got it only `since`."""
    return max(due, own_due(since))


def days_in_words(*, urgent: bool = False) -> str:
    """“5 working days”."""
    council = Council.current()
    days = council.urgent_own_days if urgent else council.own_days
    return f"{days} working day{'' if days == 1 else 's'}"
