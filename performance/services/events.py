"""Dated events beside the figures."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.guard.services import check_for_identities
from performance.models import DatedEvent, Indicator
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can note events."


@transaction.atomic
def add_event(
    *, actor: Person, day: datetime.date, words: str, indicator: Indicator | None = None, restarts_limits: bool = False, kept: str = ""
) -> DatedEvent:
    """Note what happened on a day; beside all indicators where none is named. `kept`: why words that look like an identity may stand.

    With `restarts_limits` the level moved for good: control limits start again in its month, and those before stay as they were.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    words = words.strip()
    if not words:
        raise ValidationError({"words": "Say in a few words what happened."})
    if day > today():
        raise ValidationError({"day": "The day must be today or before: note what has happened."})
    looked = check_for_identities({"words": words}, kept=kept)
    event = DatedEvent.objects.create(day=day, words=words, indicator=indicator, restarts_limits=restarts_limits, added_by=actor)
    record(
        actor=actor,
        verb="indicator.event_added",
        target=event,
        day=str(day),
        words=words,
        indicator=indicator.slug if indicator else "",
        restarts_limits=restarts_limits,
    )
    looked.keep(actor, event)
    return event


@transaction.atomic
def remove_event(*, actor: Person, event: DatedEvent) -> None:
    require(can_import, actor, why=DENIED_BECAUSE)
    event = locked(DatedEvent.objects.all(), pk=event.pk)
    record(actor=actor, verb="indicator.event_removed", target=event, day=str(event.day), words=event.words)
    event.delete()
