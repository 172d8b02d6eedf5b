"""Dated events beside the figures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.council.months import month_name
from foundation.documents.formats import uk_date
from performance.forms import EventForm, RestartForm, TakeBackRestartForm
from performance.models import DatedEvent, Indicator
from performance.permissions import can_import
from performance.services import remove_event

DENIED_BECAUSE = "Only a performance analyst or a QA lead can note events."


@get_or_post
def event_list(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    form = EventForm(form_data(request), actor=request.user)
    form.cancel_url = reverse("performance:scorecard")
    if form.is_valid() and (event := form.save()):
        messages.success(request, f"Event added: {event}. It is shown with that month’s figures.")
        return redirect("performance:events")
    return render(
        request,
        "performance/events.html",
        {"form": form, "events": DatedEvent.objects.of_series("").standing().select_related("indicator", "added_by").order_by("-day")},
    )


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(DatedEvent, pk=pk)
    if event.restarts_limits:
        call_service(request, remove_event, "", event=event)
    else:
        remove_event(actor=request.user, event=event)
        messages.success(request, "The event is removed.")
    return redirect("performance:events")


@get_or_post
def restart(request: SignedInRequest, slug: str) -> HttpResponse:
    """Control limits of one indicator start again at an event."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    indicator = get_object_or_404(Indicator.objects.of_ours(), slug=slug)
    form = RestartForm(form_data(request), actor=request.user, indicator=indicator)
    form.cancel_url = indicator.get_absolute_url()
    if form.is_valid() and (event := form.save()):
        messages.success(request, f"Control limits start again in {month_name(event.day)}: {event.words}.")
        return redirect(indicator)
    return render(request, "performance/restart.html", {"form": form, "indicator": indicator})


@get_or_post
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """For a reason; of an event of all indicators, for all of them."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    event = get_object_or_404(DatedEvent.objects.of_series("").select_related("indicator"), pk=pk, restarts_limits=True)
    back = event.indicator.get_absolute_url() if event.indicator else reverse("performance:events")
    if event.is_taken_back:
        return too_late(request, f"This was taken back already, by {event.taken_back_by} on {uk_date(event.taken_back_on)}.", back)
    form = TakeBackRestartForm(form_data(request), actor=request.user, event=event)
    form.cancel_url = back
    if form.is_valid() and form.save():
        messages.success(request, f"Taken back: control limits no longer start again in {month_name(event.day)}.")
        return redirect(back)
    return render(request, "performance/take_back.html", {"form": form, "event": event})
