"""The council's day. Due, overdue and look-back ask here; the trail, sessions and locks use real time.

A demo fixes the day in the council's settings. `frozen_clock` moves it for one block of code: the demo writes two
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
    moved = _moved_to.get()
    if isinstance(moved, datetime.datetime):
        return moved.date()
    return moved or Council.current().demo_day or timezone.localdate()


def now() -> datetime.datetime:
    """To the minute what `today` is to the day, in Europe/London: the moment moved to, else the real time on the council's day."""
    moved = _moved_to.get()
    moment = moved if isinstance(moved, datetime.datetime) else datetime.datetime.combine(today(), timezone.localtime().time())
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def moment_of(day: datetime.date, at: datetime.datetime) -> datetime.datetime:
    """When something was done as people read it: on the council's day, which a demo fixes, at the real time."""
    return timezone.make_aware(datetime.datetime.combine(day, timezone.localtime(at).time()))


def in_our_days(at: datetime.datetime) -> datetime.datetime:
    """A real moment by the council's calendar: as many days before its today as it is before the real one."""
    return moment_of(timezone.localdate(at) + (today() - timezone.localdate()), at)


@contextmanager
def frozen_clock(day: datetime.date) -> Iterator[None]:
    """Move the clock to a day, or to a moment of one; without a time zone it is London's."""
    token = _moved_to.set(day)
    try:
        yield
    finally:
        _moved_to.reset(token)
