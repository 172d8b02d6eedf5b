"""A person’s calendar of due dates: its private address."""

from django.db import transaction

from actions.models import CalendarFeed
from foundation.accounts.models import Person
from foundation.accounts.private_addresses import hash_of, new_key
from foundation.activity.trail import record
from foundation.council.clock import today


@transaction.atomic
def make_calendar(*, actor: Person) -> str:
    """A new private key; the one before it ends. The key is given once: only its hash is kept."""
    key = new_key()
    feed, _ = CalendarFeed.objects.update_or_create(person=actor, defaults={"key_hash": hash_of(key), "made_on": today()})
    record(actor=actor, verb="action.calendar_made", target=feed)
    return key


@transaction.atomic
def revoke_calendar(*, actor: Person) -> None:
    """The address answers nobody from now on. A second time does nothing."""
    feed = CalendarFeed.objects.filter(person=actor).first()
    if feed:
        record(actor=actor, verb="action.calendar_revoked", target=feed)
        feed.delete()
