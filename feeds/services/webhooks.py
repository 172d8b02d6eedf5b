"""Receivers: set up, switched off and on; and each event put on its way to those that are to be notified of it."""

import base64
import datetime
import secrets
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from feeds.calculations import SECRET_BEGINS
from feeds.enums import DeliveryState, FeedEvent, WebhookKind
from feeds.messages import message_body
from feeds.models import Webhook, WebhookDelivery
from feeds.permissions import can_manage_feeds
from feeds.posting import require_address
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.sealed_secrets import seal_for
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import now, today
from foundation.errors import StaleState
from foundation.jobs.services import enqueue

from .tokens import DENIED_BECAUSE

USE, DELIVER = "webhook", "feeds.deliver"


@transaction.atomic
def add_webhook(*, actor: Person, name: str, url: str, kind: WebhookKind, events: Collection[FeedEvent]) -> tuple[Webhook, str]:
    """A receiver and its secret, which is shown once. Raises ValidationError by field."""
    require(can_manage_feeds, actor, why=DENIED_BECAUSE)
    if not events:
        raise ValidationError({"events": "Select what it is notified of."})
    require_address(url)
    secret = SECRET_BEGINS + base64.b64encode(secrets.token_bytes(32)).decode()
    webhook = Webhook.objects.create(
        name=name.strip(),
        url=url,
        kind=kind,
        events=[event.value for event in FeedEvent if event in events],
        sealed_secret=seal_for(USE, secret),
        made_by=actor,
        made_on=today(),
    )
    record(actor=actor, verb="webhook.added", target=webhook, name=webhook.name, events=webhook.events)
    return webhook, secret


@transaction.atomic
def switch_webhook(*, actor: Person, webhook: Webhook, on: bool) -> Webhook:
    """Off: nothing is sent, and what happens is not kept for it. On: what waited is sent now. A second time does nothing."""
    require(can_manage_feeds, actor, why=DENIED_BECAUSE)
    webhook = locked(Webhook.objects.all(), pk=webhook.pk)
    if webhook.is_on == on:
        return webhook
    webhook.is_on, webhook.off_because, webhook.failed_in_a_row = on, "" if on else f"{actor} switched it off.", 0
    webhook.save(update_fields=["is_on", "off_because", "failed_in_a_row"])
    record(actor=actor, verb="webhook.switched_on" if on else "webhook.switched_off", target=webhook, name=webhook.name)
    if on:
        webhook.deliveries.filter(state=DeliveryState.WAITING).update(next_try_at=timezone.now())
        enqueue(kind=DELIVER, actor=actor)
    return webhook


@transaction.atomic
def send_test(*, actor: Person, webhook: Webhook) -> WebhookDelivery:
    require(can_manage_feeds, actor, why=DENIED_BECAUSE)
    webhook = locked(Webhook.objects.all(), pk=webhook.pk)
    if not webhook.is_on:
        raise StaleState("It is switched off. Switch it on first.")
    delivery = _put_on_its_way(webhook, FeedEvent.TEST, now(), settings.SITE_URL + "/", {})
    record(actor=actor, verb="webhook.tested", target=webhook, name=webhook.name)
    enqueue(kind=DELIVER, actor=actor)
    return delivery


@transaction.atomic
def send_again(*, actor: Person, delivery: WebhookDelivery) -> WebhookDelivery:
    """Whatever became of it, as it was written and with the same id."""
    require(can_manage_feeds, actor, why=DENIED_BECAUSE)
    delivery = locked(WebhookDelivery.objects.select_related("webhook"), pk=delivery.pk)
    if not delivery.webhook.is_on:
        raise StaleState("Its receiver is switched off. Switch it on first.")
    again = {"state": DeliveryState.WAITING, "attempts": 0, "next_try_at": timezone.now(), "problem": ""}
    WebhookDelivery.objects.filter(pk=delivery.pk).update(**again)
    record(actor=actor, verb="webhook.sent_again", target=delivery.webhook, event=delivery.event, event_id=delivery.event_id)
    enqueue(kind=DELIVER, actor=actor)
    delivery.refresh_from_db()
    return delivery


def put_event_on_its_way(*, actor: Person, event: FeedEvent, path: str, **about: Any) -> int:
    """For each receiver that is to be notified a message, in the transaction of what happened; to how many. Sent after it, by a worker."""
    receivers = [webhook for webhook in Webhook.objects.filter(is_on=True).order_by("pk") if event in webhook.events]
    for webhook in receivers:
        _put_on_its_way(webhook, event, now(), settings.SITE_URL + path, about)
    if receivers:
        enqueue(kind=DELIVER, actor=actor)
    return len(receivers)


def _put_on_its_way(webhook: Webhook, event: FeedEvent, at: datetime.datetime, link: str, about: dict[str, Any]) -> WebhookDelivery:
    body = message_body(WebhookKind(webhook.kind), event, at=at, link=link, about=about)
    return WebhookDelivery.objects.create(webhook=webhook, event=event, body=body, created_at=at, next_try_at=timezone.now())
