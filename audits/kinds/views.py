"""Kinds of audit: the list, one kind with its place in the programme, how it is done, and planning it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.kinds.forms import AddKindForm, ChangeKindForm, PlanKindForm, TermsForm
from audits.kinds.pages import COLOURS, ended_words, facts_of_kind, kinds_table, planned_table, standing_of_kind, terms_table
from audits.kinds.queries import kinds_in_programme
from audits.kinds.services import ONLY_THE_LEAD, begin_tool_of_kind, bring_back_kind, end_kind
from audits.models import KindOfAudit
from audits.permissions import can_plan_cycles, can_see_cycles
from audits.tool.queries import draft_tool
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.council.clock import today


@require_safe
def kind_list(request: SignedInRequest) -> HttpResponse:
    require(can_see_cycles, request.user)
    may_plan = can_plan_cycles(request.user)
    ended = KindOfAudit.objects.exclude(ended_on=None)
    page = {"kinds": kinds_table(today(), may_plan=may_plan), "ended": ended, "may_plan": may_plan}
    return render(request, "audits/kinds/list.html", page)


@get_or_post
def add(request: SignedInRequest) -> HttpResponse:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    form = AddKindForm(form_data(request), actor=request.user)
    if form.is_valid() and (kind := form.save()):
        messages.success(request, f"{kind} are added. Next, say how often they are done, and begin their audit tool.")
        return redirect(kind)
    return render(request, "audits/kinds/ask.html", {"form": form, "asks": "Add a kind of audit"})


@require_safe
def kind_page(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_see_cycles, request.user)
    kind = get_object_or_404(KindOfAudit, pk=pk)
    (found,) = kinds_in_programme(today(), [kind])
    state = standing_of_kind(found)
    page = {
        "kind": kind,
        "state": state,
        "colour": COLOURS[state],
        "facts": facts_of_kind(found),
        "planned": planned_table(found) if found.planned else None,
        "terms": terms_table(kind, kind.terms.order_by("-first_month")),
        "ended": ended_words(kind),
        "may_plan": can_plan_cycles(request.user),
        "has_tool": found.tool is not None,
    }
    return render(request, "audits/kinds/kind.html", page)


@get_or_post
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    kind = _to_lead(request, pk)
    form = ChangeKindForm(form_data(request), actor=request.user, kind=kind)
    return _asked(request, form, kind, "Reword the kind", "Saved. What was planned keeps its name.")


@get_or_post
def terms(request: SignedInRequest, pk: int) -> HttpResponse:
    kind = _to_lead(request, pk)
    form = TermsForm(form_data(request), actor=request.user, kind=kind)
    return _asked(request, form, kind, "How they are done", "Saved. It holds for what is planned from that month on.")


@get_or_post
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    kind = _to_lead(request, pk)
    if kind.ended_on:
        return too_late(request, f"{kind} are no longer done. Bring the kind back before you plan one.", kind)
    form = PlanKindForm(form_data(request), actor=request.user, kind=kind)
    if form.is_valid() and (cycle := form.save()):
        messages.success(request, f"{cycle} is planned. Next, add the records that will be audited.")
        return redirect(cycle)
    return render(request, "audits/kinds/ask.html", {"form": form, "kind": kind, "asks": "Plan these audits"})


@require_POST
def begin_tool(request: SignedInRequest, pk: int) -> HttpResponse:
    kind = _to_lead(request, pk)
    done = call_service(request, begin_tool_of_kind, "This is a draft. Nobody is asked by it until you publish it.", kind=kind)
    return redirect((done and draft_tool(kind.tool_name)) or kind)


@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, end_kind, "No longer done. What was done is still counted.")


@require_POST
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, bring_back_kind, "It is done again.")


def _act(request: SignedInRequest, pk: int, service: Any, said: str) -> HttpResponse:
    kind = _to_lead(request, pk)
    call_service(request, service, said, kind=kind)
    return redirect(kind)


def _asked(request: SignedInRequest, form: Any, kind: KindOfAudit, asks: str, said: str) -> HttpResponse:
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(kind)
    return render(request, "audits/kinds/ask.html", {"form": form, "kind": kind, "asks": asks})


def _to_lead(request: SignedInRequest, pk: int) -> KindOfAudit:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    return get_object_or_404(KindOfAudit, pk=pk)
