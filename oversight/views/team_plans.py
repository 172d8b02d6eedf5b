"""The list of teams' action plans, the page of one, and the page on which it is written."""

import datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from foundation.council.clock import today
from foundation.council.document_response import FORMATS, document_as_file
from foundation.council.months import add_months, first_of
from foundation.documents import blocks_of
from foundation.names.numbers import whole_number
from oversight import permissions, services
from oversight.forms.team_plans import TeamPlanForm
from oversight.models import TeamPlan
from oversight.pages.documents import plan_document
from oversight.pages.team_plans import (
    PERIODS,
    buttons_of,
    closed_actions_table,
    effect_sentences,
    history_of,
    open_actions_table,
    period_tabs,
    plan_summary,
    plans_table,
    themes_table,
    what_to_do,
)
from oversight.queries.team_findings import TeamRead, team_read
from oversight.queries.teams import teams_seen_by

DENIED_BECAUSE = "The team’s manager writes its action plan."


@require_safe
def plan_list(request: SignedInRequest) -> HttpResponse:
    teams = list(teams_seen_by(request.user))
    plans = {plan.team_id: plan for plan in TeamPlan.objects.filter(team__in=teams).select_related("team__manager", "owned_by")}
    return render(request, "oversight/team_plans.html", {"plans": plans_table(teams, plans, today())})


@require_safe
def plan_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """A team's findings, actions and their effect over the months chosen, and what its manager has written."""
    team, person, on = _team(request.user, pk), request.user, today()
    plan = _plan_of(team)
    months = _months(request)
    first, last = add_months(first_of(on), 1 - months), first_of(on)
    read = team_read(team, person, first, last, (first, on))
    if request.GET.get("format") in FORMATS:
        return _as_file(request, plan, read, first, last)
    address = reverse("oversight:team-plan", args=[team.pk])
    page = {
        "team": team,
        "plan": plan,
        "audits": read.audits,
        "rows": plan_summary(plan, on) if plan else [],
        "tabs": period_tabs(months, address),
        "months": months,
        "page_actions": buttons_of(plan, team, person),
        "may_own": plan is not None and not plan.is_owned and permissions.can_own_team_plan(person, team),
        "aims": blocks_of(plan.aims) if plan else [],
        "priorities": list(plan.priorities.select_related("theme")) if plan else [],
        "next_steps": blocks_of(plan.next_steps) if plan else [],
        "themes": themes_table(read),
        "open_actions": open_actions_table(read.open_actions, on),
        "closed_actions": closed_actions_table(read.closed_actions),
        "effect": effect_sentences(read),
        "to_do": what_to_do(plan, read, on),
        "formats": FORMATS.items(),
        "history": history_of(plan),
    }
    return render(request, "oversight/team_plan.html", page)


def _as_file(request: SignedInRequest, plan: TeamPlan | None, read: TeamRead, first: datetime.date, last: datetime.date) -> HttpResponse:
    if plan is None:
        raise Http404
    return document_as_file(plan_document(plan, read, first, last, today()), request.GET["format"], f"action-plan-of-{plan.team}".lower())


@get_or_post
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    team = _team(request.user, pk)
    require(permissions.can_write_team_plan, request.user, team, why=DENIED_BECAUSE)
    form = TeamPlanForm(form_data(request), actor=request.user, team=team, plan=_plan_of(team))
    if form.is_valid() and form.save():
        messages.success(request, f"The action plan of {team} is saved.")
        return redirect("oversight:team-plan", pk)
    return render(request, "oversight/write_team_plan.html", {"form": form, "team": team})


@require_POST
def own(request: SignedInRequest, pk: int) -> HttpResponse:
    team = _team(request.user, pk)
    call_service(request, services.own_team_plan, f"You are responsible for the action plan of {team}.", team=team)
    return redirect("oversight:team-plan", pk)


def _months(request: SignedInRequest) -> int:
    asked = whole_number(request.GET.get("months", ""))
    return asked if asked in PERIODS else PERIODS[1]


def _team(person: Person, pk: int) -> Team:
    seen: QuerySet[Team] = teams_seen_by(person)
    return get_object_or_404(seen, pk=pk)


def _plan_of(team: Team) -> TeamPlan | None:
    return TeamPlan.objects.filter(team=team).select_related("team__manager", "team__service", "owned_by", "written_by").first()
