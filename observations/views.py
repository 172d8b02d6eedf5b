"""The list of observations, an observation's page, and the pages that ask."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.models import Cycle
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today
from foundation.council.list_pages import list_page
from foundation.council.months import parse_month
from foundation.govuk.forms import ServiceForm

from . import forms
from .enums import ObservationState
from .filters import ObservationFilter
from .models import Observation
from .pages import history_of, observation_summary
from .permissions import can_act_on, can_assign, can_record, can_record_unplanned, can_share
from .tables import HEADER, STATE_COLOURS, ObservationTable, file_row


@require_safe
def observation_list(request: SignedInRequest) -> HttpResponse:
    seen = Observation.objects.visible_to(request.user).for_page()
    filtered = ObservationFilter(request.GET, queryset=seen, request=request)
    return list_page(
        request,
        "observations/list.html",
        table=ObservationTable(filtered.qs, on=today()),
        title="Observations",
        header=HEADER,
        file_rows=lambda seen: map(file_row, seen),
        filtered=filtered,
        about=lambda: {"may_assign": can_assign(request.user), "may_record": can_record_unplanned(request.user)},
    )


@require_safe
def observation_page(request: SignedInRequest, number: int) -> HttpResponse:
    observation, person = _visible(request, number), request.user
    shared = observation.state == ObservationState.SHARED
    recorded = observation.state == ObservationState.RECORDED
    may = {
        "may_record": not shared and can_record(person, observation),
        "may_share": recorded and observation.practitioner_id and can_share(person, observation),
    }
    words = {
        "rows": observation_summary(observation, person, today()),
        "state_words": observation.get_state_display(),
        "colour": STATE_COLOURS[observation.state],
        "history": history_of(observation),
    }
    raises = observation.seen_on and can_act_on(person, observation)
    found = {
        "observation": observation,
        "raised": observation.actions.visible_to(person).live(),
        "raise_url": f"{reverse('actions:raise')}?observation={observation.number}" if raises else "",
    }
    return render(request, "observations/observation.html", {**found, **words, **may})


@get_or_post
def assign(request: SignedInRequest) -> HttpResponse:
    require(can_assign, request.user)
    form = forms.AssignForm(form_data(request), actor=request.user, initial=_asked_for(request))
    if form.is_valid() and (observation := form.save()):
        messages.success(request, f"Assigned: it is on {observation.observer}’s list of work.")
        return redirect(observation)
    return render(request, "observations/ask.html", {"form": form, "asks": "Assign an observation"})


@get_or_post
def new(request: SignedInRequest) -> HttpResponse:
    require(can_record_unplanned, request.user)
    form = forms.NewForm(form_data(request), actor=request.user, initial=_asked_for(request))
    if form.is_valid() and (observation := form.save()):
        messages.success(request, "The observation is saved.")
        return redirect(observation)
    return render(request, "observations/ask.html", {"form": form, "asks": "Record an observation"})


@get_or_post
def record(request: SignedInRequest, number: int) -> HttpResponse:
    observation = _visible(request, number)
    require(can_record, request.user, observation)
    if observation.state == ObservationState.SHARED:
        return _over(request, observation)
    form = forms.RecordForm(form_data(request), observation=observation, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "The observation is saved.")
        return redirect(observation)
    return _ask(request, observation, form, "Record what was seen")


@get_or_post
def share(request: SignedInRequest, number: int) -> HttpResponse:
    observation = _visible(request, number)
    require(can_share, request.user, observation)
    if observation.state != ObservationState.RECORDED:
        return _over(request, observation)
    form = forms.ShareForm(form_data(request), observation=observation, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, f"Shared: {observation.practitioner} can read it now.")
        return redirect(observation)
    return _ask(request, observation, form, sharing=True, asks=f"Share with {observation.practitioner or 'the practitioner'}")


def _ask(request: SignedInRequest, observation: Observation, form: ServiceForm, asks: str, sharing: bool = False) -> HttpResponse:
    context = {
        "sharing": sharing,
        "observation": observation,
        "form": form,
        "asks": asks,
        "rows": observation_summary(observation, request.user, today()),
    }
    return render(request, "observations/ask.html", context)


def _over(request: SignedInRequest, observation: Observation) -> HttpResponse:
    """Somebody did this first, or it is too early: nothing changes."""
    return too_late(request, f"Observation {observation.number} is “{observation.get_state_display()}”. Nothing was changed.", observation)


def _visible(request: SignedInRequest, number: int) -> Observation:
    return get_object_or_404(Observation.objects.visible_to(request.user).for_page(), number=number)


def _asked_for(request: SignedInRequest) -> dict[str, Any]:
    """What `?cycle=2023-06&audit=1042` fills in; anything else is left to the form."""
    asked = {"audit": request.GET["audit"]} if request.GET.get("audit", "").isdecimal() else {}
    try:
        return {**asked, "cycle": Cycle.objects.filter(month=parse_month(request.GET["cycle"])).first()}
    except (KeyError, ValueError):
        return asked
