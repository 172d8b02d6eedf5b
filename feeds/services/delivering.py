"""Sending what waits: signed, tried again, given up, and a receiver that fails too often switched off.

Each is claimed before it is sent and marked afterwards, so that a kill between sends it again: at least once, under the same id.
"""

import datetime
import time

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from feeds.calculations import TOO_MANY, signature_of, wait_after
from feeds.enums import DeliveryState
from feeds.models import Webhook, WebhookDelivery
from feeds.posting import PostOutcome, post
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.sealed_secrets import unseal_for
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.notices.services import notify

from .webhooks import USE

# Longer than a message may take: one that was claimed and not marked was left by a kill.
CLAIMED_FOR = datetime.timedelta(minutes=2)
GONE = 410
NO_SECRET = "Its secret cannot be read with the portal’s key. Add the receiver again."


def send_waiting_deliveries() -> int:
    """Send what is due; how many were taken. A receiver that fails waits with all that is for it, and holds up no other."""
    taken, failing = 0, set[int]()
    while delivery := WebhookDelivery.objects.due(timezone.now()).exclude(webhook__in=failing).select_related("webhook").first():
        if not _claim(delivery):
            continue
        outcome = _sent(delivery)
        if outcome.problem:
            failing.add(delivery.webhook_id)
            _note_failure(delivery, outcome)
        else:
            taken += 1
            _note_taken(delivery, outcome)
    return taken


def _claim(delivery: WebhookDelivery) -> bool:
    found = WebhookDelivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING, next_try_at=delivery.next_try_at)
    return bool(found.update(next_try_at=timezone.now() + CLAIMED_FOR, attempts=F("attempts") + 1))


def _sent(delivery: WebhookDelivery) -> PostOutcome:
    secret = unseal_for(USE, delivery.webhook.sealed_secret)
    if secret is None:
        return PostOutcome(None, NO_SECRET)
    at, message_id = int(time.time()), str(delivery.event_id)
    signature = signature_of(secret, message_id, at, delivery.body)
    headers = {"webhook-id": message_id, "webhook-timestamp": str(at), "webhook-signature": signature}
    return post(delivery.webhook.url, delivery.body, headers)


@transaction.atomic
def _note_taken(delivery: WebhookDelivery, outcome: PostOutcome) -> None:
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.DELIVERED, delivered_at=timezone.now(), status=outcome.status, problem=""
    )
    Webhook.objects.filter(pk=delivery.webhook_id).update(failed_in_a_row=0)


@transaction.atomic
def _note_failure(delivery: WebhookDelivery, outcome: PostOutcome) -> None:
    wait = wait_after(delivery.attempts + 1)
    found = WebhookDelivery.objects.filter(pk=delivery.pk)
    found.update(status=outcome.status, problem=outcome.problem[:200])
    if wait is None:
        found.update(state=DeliveryState.GIVEN_UP)
    else:
        found.update(next_try_at=timezone.now() + wait)
    webhook = locked(Webhook.objects.all(), pk=delivery.webhook_id)
    webhook.failed_in_a_row += 1
    if webhook.is_on and (webhook.failed_in_a_row >= TOO_MANY or outcome.status == GONE):
        _switch_off(webhook, outcome)
    webhook.save(update_fields=["failed_in_a_row", "is_on", "off_because"])


def _switch_off(webhook: Webhook, outcome: PostOutcome) -> None:
    """And tell the person in charge: the person who set it up, or where they have left, administrators."""
    tries = "it says that it is gone" if outcome.status == GONE else f"{webhook.failed_in_a_row} attempts in a row failed"
    webhook.is_on, webhook.off_because = False, f"Switched off because {tries}. {outcome.problem}"[:200]
    record(actor=Person.objects.system(), verb="webhook.switched_off", target=webhook, name=webhook.name, because=tries)
    owners = [webhook.made_by] if webhook.made_by.is_active else Person.objects.active().filter(role_rows__role=Role.ADMINISTRATOR)
    for owner in owners:
        notify(
            person=owner,
            key=f"webhook.off:{webhook.pk}:{timezone.now():%Y%m%d%H%M%S}",
            subject=f"The webhook “{webhook.name}” is switched off",
            words=f"{webhook.off_because} What waits for it is sent when it is switched on again.",
            path=f"/feeds/webhooks/{webhook.pk}/",
        )
