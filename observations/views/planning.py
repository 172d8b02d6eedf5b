"""Rounds of observations with their completion; giving observations out, rescheduling and cancelling them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.chasing.pages import remind_url
from foundation.council.clock import today
from observations.enums import ObservationState
from observations.forms.planning import AssignForm, CancelForm, ObservationRoundForm, RescheduleForm
from observations.models import Observation, ObservationPlan
from observations.pages.late import OBSERVATIONS_PLACE
from observations.pages.plans import completion_in_words, observations_of_plan, plan_summary, plans_table
from observations.permissions import can_assign, can_rearrange, can_see_plans
from observations.views.fetching import asked_for, opened_observation, over
from observations.views.observing import ask


@require_safe
def plan_list(request: SignedInRequest) -> HttpResponse:
    require(can_see_plans, request.user)
    plans = ObservationPlan.objects.with_counts()
    late = Observation.objects.visible_to(request.user).overdue(today()).exists()
    context = {
        "plans": plans_table(plans),
        "may_plan": can_assign(request.user),
        "remind_url": remind_url(OBSERVATIONS_PLACE) if late and can_assign(request.user) else "",
    }
    return render(request, "observations/plans.html", context)


@require_safe
def plan_page(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_see_plans, request.user)
    plan = get_object_or_404(ObservationPlan.objects.with_counts().select_related("cycle"), pk=pk)
    seen = Observation.objects.visible_to(request.user).filter(plan=plan).for_page().order_by("number")
    context = {
        "plan": plan,
        "rows": plan_summary(plan),
        "completion": completion_in_words(plan),
        "observations": observations_of_plan(seen),
        "may_plan": can_assign(request.user),
    }
    return render(request, "observations/plan.html", context)


@get_or_post
def new_plan(request: SignedInRequest) -> HttpResponse:
    require(can_assign, request.user, why="The QA lead plans observations.")
    form = ObservationRoundForm(form_data(request), actor=request.user)
    if form.is_valid() and (plan := form.save()):
        messages.success(request, "The round is planned. Assign its observations now.")
        return redirect(plan)
    return render(request, "observations/ask.html", {"form": form, "asks": "Plan a round of observations"})


@get_or_post
def change_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_assign, request.user, why="The QA lead plans observations.")
    plan = get_object_or_404(ObservationPlan, pk=pk)
    form = ObservationRoundForm(form_data(request), actor=request.user, plan=plan)
    if form.is_valid() and form.save():
        messages.success(request, "The round is changed.")
        return redirect(plan)
    return render(request, "observations/ask.html", {"form": form, "asks": "Change the round"})


@get_or_post
def assign(request: SignedInRequest) -> HttpResponse:
    require(can_assign, request.user)
    form = AssignForm(form_data(request), actor=request.user, initial=asked_for(request))
    if form.is_valid() and (observation := form.save()):
        messages.success(request, f"Assigned: it is on {observation.observer}’s list of work.")
        return redirect(observation)
    return render(request, "observations/ask.html", {"form": form, "asks": "Assign an observation"})


@get_or_post
def reschedule(request: SignedInRequest, number: int) -> HttpResponse:
    return _rearrange(request, number, RescheduleForm, "Reschedule the observation", "It is rescheduled.")


@get_or_post
def cancel(request: SignedInRequest, number: int) -> HttpResponse:
    return _rearrange(request, number, CancelForm, "Cancel the observation", "It is cancelled.")


def _rearrange(request: SignedInRequest, number: int, form_class: Any, asks: str, done: str) -> HttpResponse:
    observation = opened_observation(request, number)
    require(can_rearrange, request.user, observation)
    if observation.state != ObservationState.PLANNED:
        return over(request, observation)
    form = form_class(form_data(request), observation=observation, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, f"{done} The observer and the practitioner are notified.")
        return redirect(observation)
    return ask(request, observation, form, asks)
