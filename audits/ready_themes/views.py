"""The list of ready themes, the page of one, and planning a month with it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audits.auditing.services.checklists import theme_is_closed
from audits.cycles.queries.programme import suggested_plan
from audits.fetching import get_cycle
from audits.models import Cycle, ReadyTheme
from audits.permissions import can_plan_cycles
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late

from . import services
from .forms import PlanReadyForm, ReadyThemeForm, TakeReadyForm
from .pages import checked_words, history_of, questions_table, ready_themes_table

ONLY_THE_LEAD = services.ONLY_THE_LEAD


@require_safe
def ready_theme_list(request: SignedInRequest) -> HttpResponse:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    found = ReadyTheme.objects.select_related("checked_by").annotate(asks=Count("questions"))
    retired = found.exclude(retired_on=None)
    tables = {
        "ready_themes": ready_themes_table(found.filter(retired_on=None)),
        "retired": ready_themes_table(retired) if retired else None,
    }
    return render(request, "audits/ready_themes/list.html", tables)


@require_safe
def ready_theme_page(request: SignedInRequest, pk: int) -> HttpResponse:
    ready_theme = _ready_theme(request, pk)
    page = {"ready_theme": ready_theme, "checked": checked_words(ready_theme), "questions": questions_table(ready_theme)}
    return render(request, "audits/ready_themes/ready_theme.html", page | {"entries": history_of(ready_theme)})


@get_or_post
def add(request: SignedInRequest) -> HttpResponse:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    form = ReadyThemeForm(form_data(request), actor=request.user)
    if form.is_valid() and (ready_theme := form.save()):
        messages.success(request, "The ready theme is added. You can plan a month with it.")
        return redirect(ready_theme)
    return render(request, "audits/ready_themes/change.html", {"form": form, "asks": "Add a ready theme"})


@get_or_post
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    ready_theme = _ready_theme(request, pk)
    form = ReadyThemeForm(form_data(request), actor=request.user, ready_theme=ready_theme)
    if form.is_valid() and form.save():
        messages.success(request, "The ready theme is saved, and checked today. Months that were planned with it stay as they are.")
        return redirect(ready_theme)
    context = {"form": form, "ready_theme": ready_theme, "asks": "Check and change"}
    return render(request, "audits/ready_themes/change.html", context)


@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.retire_ready_theme, "Retired: it is no longer offered.")


@require_POST
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.bring_back_ready_theme, "It is offered again.")


@get_or_post
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """One page from a ready theme to a planned month."""
    ready_theme = _ready_theme(request, pk)
    form = PlanReadyForm(form_data(request), actor=request.user, ready_theme=ready_theme, suggested=suggested_plan())
    if form.is_valid() and (cycle := form.save()):
        messages.success(request, f"{cycle} is planned with its questions. Next, add the records that will be audited.")
        return redirect(cycle)
    return render(request, "audits/ready_themes/plan.html", {"form": form, "ready_theme": ready_theme})


@require_safe
def choose(request: SignedInRequest, code: str) -> HttpResponse:
    """Which ready theme a planned month takes."""
    cycle = _cycle(request, code)
    if theme_is_closed(cycle):
        return _is_closed(request, cycle)
    found = ReadyTheme.objects.filter(retired_on=None).select_related("checked_by").annotate(asks=Count("questions"))
    return render(request, "audits/ready_themes/choose.html", {"cycle": cycle, "ready_themes": ready_themes_table(found, cycle)})


@get_or_post
def take(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    cycle, ready_theme = _cycle(request, code), _ready_theme(request, pk)
    if theme_is_closed(cycle):
        return _is_closed(request, cycle)
    form = TakeReadyForm(form_data(request), actor=request.user, cycle=cycle, ready_theme=ready_theme)
    if form.is_valid() and form.save():
        messages.success(request, f"{cycle} has the theme and its questions. Auditors answer them beside the checklist.")
        return redirect(cycle)
    return render(request, "audits/ready_themes/take.html", {"form": form, "cycle": cycle, "ready_theme": ready_theme})


def _is_closed(request: SignedInRequest, cycle: Cycle) -> HttpResponse:
    says = "An audit of this month is submitted, so its questions no longer change."
    return too_late(request, says, reverse("audits:theme", args=[cycle.code]))


def _act(request: SignedInRequest, pk: int, service: Any, said: str) -> HttpResponse:
    ready_theme = _ready_theme(request, pk)
    call_service(request, service, said, ready_theme=ready_theme)
    return redirect(ready_theme)


def _ready_theme(request: SignedInRequest, pk: int) -> ReadyTheme:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    return get_object_or_404(ReadyTheme.objects.select_related("checked_by"), pk=pk)


def _cycle(request: SignedInRequest, code: str) -> Cycle:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    return get_cycle(code)
