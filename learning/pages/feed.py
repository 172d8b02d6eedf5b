"""The calendar of learning as other calendars read it."""

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from learning.models import LearningEvent

LONDON = ZoneInfo("Europe/London")


def feed_of(events: Iterable[LearningEvent]) -> bytes:
    """An event each: of whole days by their dates, the end being the day after; of hours by London’s clock, whose changes are in the file.

    Names of events, days and places alone: nothing of a child is in an event, and its address asks for a sign-in.
    """
    # Imported with the first calendar, not at every start.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Quality assurance//Learning//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Training, practice weeks and meetings")
    host = settings.SITE_URL.split("//")[-1]
    for each in events:
        event = Event()
        event.add("uid", f"learning-{each.number}@{host}")
        event.add("dtstamp", timezone.now())
        start, end = _ends(each)
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("summary", f"{each.get_kind_display()}: {each.name}")
        if each.place:
            event.add("location", each.place)
        event.add("url", f"{settings.SITE_URL}/learning/{each.number}/")
        if each.is_all_day:
            event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _ends(event: LearningEvent) -> tuple[datetime.date, datetime.date]:
    """When it starts and ends: dates, or moments in London."""
    if event.starts_at is None or event.ends_at is None:
        return event.first_day, event.last_day + datetime.timedelta(days=1)
    return (
        datetime.datetime.combine(event.first_day, event.starts_at, tzinfo=LONDON),
        datetime.datetime.combine(event.first_day, event.ends_at, tzinfo=LONDON),
    )
