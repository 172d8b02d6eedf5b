"""Dated events beside the figures."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.guard.services import check_for_identities
from performance.models import DatedEvent, Indicator
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can note events."


NO_REASON = "Say why the level is another one from then on. It is shown with your name on the chart."


@transaction.atomic
def add_event(
    *,
    actor: Person,
    day: datetime.date,
    words: str,
    indicator: Indicator | None = None,
    restarts_limits: bool = False,
    reason: str = "",
    series: str = "",
    kept: str = "",
) -> DatedEvent:
    """Note what happened on a day; beside all indicators where none is named. `kept`: why words that look like an identity may stand.

    With `restarts_limits` the level moved for good, for a `reason`: control limits start again in its month, and those before stay as
    they were. `series` is the key of something else than indicators that it is of.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    words, reason = words.strip(), reason.strip() if restarts_limits else ""
    if not words:
        raise ValidationError({"words": "Say in a few words what happened."})
    if restarts_limits and not reason:
        raise ValidationError({"reason": NO_REASON})
    if day > today():
        raise ValidationError({"day": "The day must be today or before: note what has happened."})
    looked = check_for_identities({"words": words, "reason": reason}, kept=kept)
    event = DatedEvent.objects.create(
        day=day,
        words=words,
        indicator=indicator,
        restarts_limits=restarts_limits,
        reason=reason,
        beside_series=series,
        added_by=actor,
        added_on=today(),
    )
    record(
        actor=actor,
        verb="indicator.event_added",
        target=event,
        day=str(day),
        words=words,
        indicator=indicator.slug if indicator else "",
        restarts_limits=restarts_limits,
        **{name: value for name, value in (("reason", reason), ("series", series)) if value},
    )
    looked.keep(actor, event)
    return event


@transaction.atomic
def remove_event(*, actor: Person, event: DatedEvent) -> None:
    """One at which limits start again stays, and is taken back."""
    require(can_import, actor, why=DENIED_BECAUSE)
    event = locked(DatedEvent.objects.all(), pk=event.pk)
    if event.restarts_limits:
        raise ValidationError("Control limits start again at this event. Take that back, with a reason.")
    record(actor=actor, verb="indicator.event_removed", target=event, day=str(event.day), words=event.words)
    event.delete()


@transaction.atomic
def take_back_restart(*, actor: Person, event: DatedEvent, reason: str, kept: str = "") -> DatedEvent:
    """Let limits run on as if they had never started again at `event`. Reports that were approved keep their charts."""
    require(can_import, actor, why=DENIED_BECAUSE)
    event = locked(DatedEvent.objects.all(), pk=event.pk)
    reason = reason.strip()
    if not event.restarts_limits:
        raise ValidationError("Control limits do not start again at this event.")
    if event.is_taken_back:
        raise ValidationError(f"This was taken back already, by {event.taken_back_by} on {uk_date(event.taken_back_on)}.")
    if not reason:
        raise ValidationError({"reason": "Say why the limits do not start again there after all."})
    looked = check_for_identities({"reason": reason}, kept=kept)
    event.taken_back_by, event.taken_back_on, event.taken_back_because = actor, today(), reason
    event.save(update_fields=["taken_back_by", "taken_back_on", "taken_back_because"])
    record(actor=actor, verb="indicator.restart_taken_back", target=event, day=str(event.day), words=event.words, reason=reason)
    looked.keep(actor, event)
    return event
