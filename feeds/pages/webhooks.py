"""Receivers and what became of their messages, as pages show them."""

from collections.abc import Iterable

from django.urls import reverse

from feeds.enums import DeliveryState
from feeds.models import Webhook, WebhookDelivery
from foundation.documents import AnyRow, Cell, CellKind, Column, Fragment, Table
from foundation.documents.formats import uk_date, uk_datetime

ON, FAILING, OFF = "On", "Failing", "Off"
_COLOURS = {ON: "green", FAILING: "yellow", OFF: "grey"}
_TO_DO = {
    ON: "",
    FAILING: "See what it answered, and correct its side. What waits is tried again by itself.",
    OFF: "Switch it on when it can take messages again, or leave it off.",
}
_DELIVERY_COLOURS = {DeliveryState.DELIVERED: "green", DeliveryState.WAITING: "yellow", DeliveryState.GIVEN_UP: "red"}


def state_of_webhook(webhook: Webhook) -> str:
    if not webhook.is_on:
        return OFF
    return FAILING if webhook.failed_in_a_row else ON


def webhooks_table(webhooks: Iterable[Webhook]) -> Table:
    columns = [Column("Webhook", names_row=True), Column("State"), Column("Is notified of"), Column("Added by"), Column("What to do")]
    empty = "There are no webhooks yet. Add one for a Teams channel or another system that is to be notified."
    return Table("Webhooks", columns, [_row(webhook) for webhook in webhooks], empty=empty, paged=True)


def _row(webhook: Webhook) -> AnyRow:
    state = state_of_webhook(webhook)
    return [
        Cell(webhook.name, href=reverse("feeds:webhook", args=[webhook.pk])),
        Cell(state, CellKind.STATE, colour=_COLOURS[state]),
        "; ".join(webhook.event_labels),
        str(webhook.made_by),
        _TO_DO[state],
    ]


def webhook_facts(webhook: Webhook) -> list[dict[str, str]]:
    state = state_of_webhook(webhook)
    facts = {
        "State": " ".join(filter(None, [f"{state}.", webhook.off_because])),
        "What to do": _TO_DO[state] or "Nothing",
        "Address": webhook.url,
        "Form": webhook.get_kind_display(),
        "Is notified of": "; ".join(webhook.event_labels),
        "Added": f"by {webhook.made_by} on {uk_date(webhook.made_on)}",
    }
    return [{"key": key, "value": value} for key, value in facts.items()]


def deliveries_table(webhook: Webhook, deliveries: Iterable[WebhookDelivery]) -> Table:
    columns = [
        Column("Message", names_row=True),
        Column("When"),
        Column("State"),
        Column("Attempts", numeric=True),
        Column("What it answered"),
        Column("Send again", unseen=True),
    ]
    empty = "Nothing was sent yet. Send a test to see whether it arrives."
    return Table("Messages", columns, [_delivery_row(webhook, each) for each in deliveries], empty=empty, paged=True)


def _delivery_row(webhook: Webhook, delivery: WebhookDelivery) -> AnyRow:
    state = DeliveryState(delivery.state)
    return [
        Cell(delivery.get_event_display(), notes=[str(delivery.event_id)]),
        delivery.created_at,
        Cell(str(state.label), CellKind.STATE, colour=_DELIVERY_COLOURS[state]),
        delivery.attempts,
        _answer(delivery),
        Cell(None, fragment=Fragment("feeds/send_again.html", {"delivery": delivery, "is_on": webhook.is_on})),
    ]


def _answer(delivery: WebhookDelivery) -> str:
    if delivery.problem:
        next_try = f" Tried again from {uk_datetime(delivery.next_try_at)}." if delivery.state == DeliveryState.WAITING else ""
        return delivery.problem + next_try
    return f"{delivery.status}" if delivery.status else ""
