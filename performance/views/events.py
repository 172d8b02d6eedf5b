"""Dated events beside the figures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from performance.forms import EventForm
from performance.models import DatedEvent
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
        request, "performance/events.html", {"form": form, "events": DatedEvent.objects.select_related("indicator").order_by("-day")}
    )


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    remove_event(actor=request.user, event=get_object_or_404(DatedEvent, pk=pk))
    messages.success(request, "The event is removed.")
    return redirect("performance:events")
