"""The council's day. Due, overdue and look-back ask here; the trail, sessions and locks use real time.

A demo fixes the day in the council's settings. `clock_at` moves it for one block of code: the demo writes two
years of work through the services, each on its own day.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

from .models import Council

_moved_to: ContextVar[datetime.date | None] = ContextVar("moved_to", default=None)


def today() -> datetime.date:
    """The day that the council works on: moved, else the demo's, else the real one in Europe/London."""
    return _moved_to.get() or Council.current().demo_day or timezone.localdate()


@contextmanager
def clock_at(day: datetime.date) -> Iterator[None]:
    token = _moved_to.set(day)
    try:
        yield
    finally:
        _moved_to.reset(token)
