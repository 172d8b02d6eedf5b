"""The list of observations, an observation's page, and what its observer and its practitioner are asked."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, saves_halfway
from foundation.council.clock import today
from foundation.council.list_pages import list_page
from foundation.editing.responses import autosave_response, closed, is_autosave
from foundation.govuk.forms import ServiceForm
from observations.enums import ObservationState
from observations.filters import ObservationFilter
from observations.forms import observing as forms
from observations.forms.planning import StartForm
from observations.models import Observation
from observations.pages.observation import (
    STATE_COLOURS,
    acts_for,
    history_of,
    next_words,
    observation_summary,
    reads_words,
    said_url,
    words_of,
)
from observations.permissions import (
    can_act_on,
    can_answer,
    can_assign,
    can_edit_forms,
    can_record,
    can_record_unplanned,
    can_see_plans,
    can_seek_consent,
    can_share,
)
from observations.tables import HEADER, ObservationTable, file_row
from observations.views.fetching import asked_for, opened_observation, over

ASK = "observations/ask.html"


@require_safe
def observation_list(request: SignedInRequest) -> HttpResponse:
    seen = Observation.objects.visible_to(request.user).for_page()
    filtered = ObservationFilter(request.GET, queryset=seen, request=request)
    person = request.user
    may = {"may_assign": can_assign(person), "may_record": can_record_unplanned(person), "may_see_plans": can_see_plans(person)}
    return list_page(
        request,
        "observations/list.html",
        table=ObservationTable(filtered.qs, on=today()),
        title="Observations",
        header=HEADER,
        file_rows=lambda seen: map(file_row, seen),
        filtered=filtered,
        about=lambda: {**may, "may_edit_forms": can_edit_forms(person)},
    )


@require_safe
def observation_page(request: SignedInRequest, number: int) -> HttpResponse:
    observation, person = opened_observation(request, number), request.user
    reads = reads_words(person, observation)
    raises = observation.is_seen and can_act_on(person, observation)
    context = {
        "observation": observation,
        "rows": observation_summary(observation, person, today()),
        "state_words": observation.get_state_display(),
        "colour": STATE_COLOURS[observation.state],
        "parts": words_of(observation) if reads else [],
        "acts": acts_for(observation, person),
        "next": next_words(observation, person),
        "history": history_of(observation),
        "raised": observation.actions.visible_to(person).live(),
        "said_url": said_url(observation, person),
        "raise_url": f"{reverse('actions:raise')}?observation={observation.number}" if raises else "",
    }
    return render(request, "observations/observation.html", context)


@get_or_post
def new(request: SignedInRequest) -> HttpResponse:
    require(can_record_unplanned, request.user)
    form = StartForm(form_data(request), actor=request.user, initial=asked_for(request))
    if form.is_valid() and (observation := form.save()):
        return redirect("observations:record", number=observation.number)
    return render(request, "observations/ask.html", {"form": form, "asks": "Record an observation"})


@saves_halfway("the observer may stop at any word and go on")
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, number: int) -> HttpResponse:
    observation = opened_observation(request, number)
    require(can_record, request.user, observation)
    saves = is_autosave(request)
    if observation.state not in (ObservationState.PLANNED, ObservationState.RECORDED) or (saves and observation.recorded_on):
        return closed(f"{observation} is “{observation.get_state_display()}”.") if saves else over(request, observation)
    form = forms.RecordForm(form_data(request), observation=observation, actor=request.user, halfway=saves)
    if saves:
        return autosave_response(request, form)
    if form.is_valid() and form.save():
        messages.success(request, "The observation is saved.")
        return redirect(observation)
    return ask(request, observation, form, "Record what was seen", template="observations/record.html")


@get_or_post
def share(request: SignedInRequest, number: int) -> HttpResponse:
    observation = opened_observation(request, number)
    require(can_share, request.user, observation)
    if observation.state != ObservationState.RECORDED:
        return over(request, observation)
    form = forms.ShareForm(form_data(request), observation=observation, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, f"Shared: {observation.practitioner} can read it now.")
        return redirect(observation)
    asks = f"Share with {observation.practitioner or 'the practitioner'}"
    return ask(request, observation, form, asks, parts=words_of(observation))


@get_or_post
def consent(request: SignedInRequest, number: int) -> HttpResponse:
    observation = opened_observation(request, number)
    require(can_seek_consent, request.user, observation)
    if observation.state != ObservationState.PLANNED or not observation.kind.with_family:
        return over(request, observation)
    form = forms.FamilyConsentForm(form_data(request), observation=observation, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "What the family said is saved.")
        return redirect(observation)
    return ask(request, observation, form, "Ask the family", asks_family=True)


@get_or_post
def reflect(request: SignedInRequest, number: int) -> HttpResponse:
    return _answer(request, number, forms.ObservedReflectionForm, "Write your reflection", "Your reflection is saved.")


@get_or_post
def acknowledge(request: SignedInRequest, number: int) -> HttpResponse:
    return _answer(request, number, forms.AcknowledgeForm, "Acknowledge the observation", "You have acknowledged the observation.")


def _answer(request: SignedInRequest, number: int, form_class: Any, asks: str, done: str) -> HttpResponse:
    """What the practitioner says to what is shared with them."""
    observation = opened_observation(request, number)
    require(can_answer, request.user, observation, why="The practitioner whose work was observed answers.")
    if observation.state != ObservationState.SHARED:
        return over(request, observation)
    form = form_class(form_data(request), observation=observation, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, done)
        return redirect(observation)
    return ask(request, observation, form, asks, parts=words_of(observation))


def ask(
    request: SignedInRequest,
    observation: Observation,
    form: ServiceForm,
    asks: str,
    *,
    template: str = "observations/ask.html",
    **more: Any,
) -> HttpResponse:
    """A page that asks something of one observation."""
    rows = observation_summary(observation, request.user, today())
    return render(request, template, {"observation": observation, "form": form, "asks": asks, "rows": rows, **more})
