"""Whose calendar an address is."""

from actions.models import CalendarFeed
from foundation.accounts.models import Person
from foundation.accounts.private_addresses import hash_of
from foundation.activity.models import Entry


def owner_by_key(key: str) -> Person | None:
    """The person whose calendar has this key. A person who has left since it was made, and come back, makes a new one."""
    feed = CalendarFeed.objects.filter(key_hash=hash_of(key), person__is_active=True).select_related("person").first()
    if feed is None:
        return None
    left = Entry.objects.of(feed.person).filter(verb="person.changed", facts__is_active=False).order_by("pk").last()
    made = Entry.objects.of(feed).filter(verb="action.calendar_made").order_by("pk").last()
    return feed.person if left is None or (made and made.pk > left.pk) else None
