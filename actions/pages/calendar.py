"""A person's due dates, as a calendar reads them."""

import datetime

from django.conf import settings
from django.utils import timezone

from actions.models import Action
from foundation.accounts.models import Person


def calendar_of(person: Person) -> bytes:
    """One all-day event for each open action of theirs: “Action 123 due”, with its address, which asks for a sign-in. No case content."""
    # Imported with the first calendar, not at every start.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Quality assurance//Actions//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Actions due")
    own = Action.objects.visible_to(person).live().open().filter(owner=person)
    for number, due in own.order_by("due", "number").values_list("number", "due"):
        event = Event()
        event.add("uid", f"action-{number}@{settings.SITE_URL.split('//')[-1]}")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", due)
        event.add("dtend", due + datetime.timedelta(days=1))
        event.add("summary", f"Action {number} due")
        event.add("url", f"{settings.SITE_URL}/actions/{number}/")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
