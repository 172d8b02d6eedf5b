"""Receivers: the list, adding one, the page of one with its messages, switching it, sending again."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from feeds.forms.webhooks import WebhookForm
from feeds.models import Webhook, WebhookDelivery
from feeds.pages.webhooks import deliveries_table, webhook_facts, webhooks_table
from feeds.permissions import can_manage_feeds
from feeds.services import webhooks as services
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, may_repeat


@require_safe
def webhooks(request: SignedInRequest) -> HttpResponse:
    require(can_manage_feeds, request.user, why=services.DENIED_BECAUSE)
    return render(request, "feeds/webhooks.html", {"webhooks": webhooks_table(Webhook.objects.select_related("made_by"))})


@get_or_post
def add_webhook(request: SignedInRequest) -> HttpResponse:
    """The secret is on the answer to the form, and never again."""
    require(can_manage_feeds, request.user, why=services.DENIED_BECAUSE)
    form = WebhookForm(form_data(request), actor=request.user)
    if form.is_valid() and (made := form.save()):
        webhook, secret = made
        return render(request, "feeds/webhook.html", _about(webhook) | {"secret": secret})
    return render(request, "feeds/add_webhook.html", {"form": form})


@require_safe
def webhook_page(request: SignedInRequest, pk: int) -> HttpResponse:
    webhook = _found(request, pk)
    return render(request, "feeds/webhook.html", _about(webhook))


@require_POST
def switch(request: SignedInRequest, pk: int) -> HttpResponse:
    webhook, on = _found(request, pk), request.POST.get("on") == "yes"
    said = f"{webhook} is switched on. What waited for it is sent now." if on else f"{webhook} is switched off: nothing is sent to it."
    call_service(request, services.switch_webhook, said, webhook=webhook, on=on)
    return redirect("feeds:webhook", pk)


@may_repeat("each press sends a test")
@require_POST
def send_test(request: SignedInRequest, pk: int) -> HttpResponse:
    call_service(request, services.send_test, "A test is on its way. Its answer is in the list in a moment.", webhook=_found(request, pk))
    return redirect("feeds:webhook", pk)


@may_repeat("each press sends it again")
@require_POST
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_manage_feeds, request.user, why=services.DENIED_BECAUSE)
    delivery = get_object_or_404(WebhookDelivery, pk=pk)
    call_service(request, services.send_again, "It is on its way again, with the same id.", delivery=delivery)
    return redirect("feeds:webhook", delivery.webhook_id)


def _found(request: SignedInRequest, pk: int) -> Webhook:
    require(can_manage_feeds, request.user, why=services.DENIED_BECAUSE)
    return get_object_or_404(Webhook.objects.select_related("made_by"), pk=pk)


def _about(webhook: Webhook) -> dict:
    return {"webhook": webhook, "facts": webhook_facts(webhook), "deliveries": deliveries_table(webhook, webhook.deliveries.all())}
