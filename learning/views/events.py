"""The page of an event, and the pages that plan and change it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from insight.permissions import can_see_insight
from learning.forms.events import CancelEventForm, ChangeEventForm, PlanEventForm
from learning.pages.event import (
    evaluation_note,
    evaluation_table,
    event_summary,
    history_of,
    invited_table,
    open_acts,
    rounds_table,
    studies_table,
    what_next,
)
from learning.permissions import can_plan, can_run
from learning.queries.people import evaluation_of, people_of, words_on
from learning.services.events import PLANNERS, hold_event, unhold_event
from learning.tables import STATE_COLOURS

from .fetching import visible_event


@require_safe
def event_page(request: SignedInRequest, number: int) -> HttpResponse:
    event, person = visible_event(request, number), request.user
    people, acts = people_of(event), open_acts(event, person)
    answers = evaluation_of(event, in_full=acts["may_run"])
    context = {
        "event": event,
        "rows": event_summary(event, people),
        "colour": STATE_COLOURS[event.state],
        "next": what_next(event, people, acts["may_run"]),
        "invitation": event.invitations.filter(person=person).first(),
        "invited": invited_table(event.invitations.select_related("person__team", "team")) if acts["may_run"] and people.invited else None,
        "evaluation": evaluation_table(answers) if answers and event.is_held else None,
        "evaluation_note": evaluation_note(event, person),
        "said": words_on(event) if answers and acts["may_run"] else [],
        "samples": studies_table(event, person),
        "rounds": rounds_table(event, person),
        "history": history_of(event),
        "impact_url": reverse("learning:impact", args=[number]) if event.is_held and can_see_insight(person) else "",
        **acts,
    }
    return render(request, "learning/event.html", context)


@get_or_post
def new(request: SignedInRequest) -> HttpResponse:
    require(can_plan, request.user, why=PLANNERS)
    form = PlanEventForm(form_data(request), actor=request.user)
    if form.is_valid() and (event := form.save()):
        messages.success(request, f"{event.name} is in the calendar.")
        return redirect(event)
    return render(request, "learning/ask.html", {"form": form, "asks": "Plan an event"})


@get_or_post
def change(request: SignedInRequest, number: int) -> HttpResponse:
    event = visible_event(request, number)
    require(can_run, request.user, event)
    if event.is_cancelled:
        return too_late(request, f"{event} is cancelled, so it no longer changes.", event)
    form = ChangeEventForm(form_data(request), actor=request.user, event=event)
    if form.is_valid() and form.save():
        messages.success(request, "The change is saved.")
        return redirect(event)
    return render(request, "learning/ask.html", {"form": form, "event": event, "asks": "Change the event"})


@get_or_post
def cancel(request: SignedInRequest, number: int) -> HttpResponse:
    event = visible_event(request, number)
    require(can_run, request.user, event)
    if not event.is_planned:
        return too_late(request, f"{event} is {event.get_state_display().lower()} already. Nothing was changed.", event)
    form = CancelEventForm(form_data(request), actor=request.user, event=event)
    if form.is_valid() and form.save():
        messages.success(request, "The event is cancelled. People who were invited are notified.")
        return redirect(event)
    return render(request, "learning/ask.html", {"form": form, "event": event, "asks": "Cancel the event"})


@require_POST
def hold(request: SignedInRequest, number: int) -> HttpResponse:
    event = visible_event(request, number)
    require(can_run, request.user, event)
    call_service(request, hold_event, "It is recorded that it was held.", event=event)
    return redirect(event)


@require_POST
def unhold(request: SignedInRequest, number: int) -> HttpResponse:
    event = visible_event(request, number)
    require(can_run, request.user, event)
    call_service(request, unhold_event, "It is planned again.", event=event)
    return redirect(event)
