"""The plan of a year, the numbers of a month, its exemptions and its pauses."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audits.cycles.forms.programme import AskExemptionForm, DecideExemptionForm, ExpectedForm, PauseForm, PlanYearForm
from audits.cycles.pages.exemptions import taken_back_words
from audits.cycles.pages.programme import year_name
from audits.cycles.pages.tables import exemptions_table, year_form_table
from audits.cycles.queries.exempted import audits_of_exempt
from audits.cycles.services.pausing import resume_month
from audits.fetching import get_cycle
from audits.models import Exemption
from audits.permissions import can_ask_exemption, can_decide_exemption, can_lead, can_plan_cycles, can_see_exemptions
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.bounds import FIRST_MONTH, last_month


@get_or_post
def plan_year(request: SignedInRequest, year: int) -> HttpResponse:
    require(can_plan_cycles, request.user)
    if not FIRST_MONTH.year <= year <= last_month().year:
        raise Http404
    form = PlanYearForm(form_data(request), year=year, actor=request.user)
    form.cancel_url = back = reverse("audits:cycles", query={"year": year})
    if form.is_valid() and (planned := form.save()) is not None:
        messages.success(request, f"{year_name(year)} is saved: {len(planned)} of 12 months are planned.")
        return redirect(back)
    context = {"form": form, "year": year, "year_name": year_name(year), "back": back, "months": year_form_table(form, year_name(year))}
    return render(request, "audits/cycles/plan_year.html", context)


@get_or_post
def expected(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_plan_cycles, request.user)
    cycle = get_cycle(code)
    form = ExpectedForm(form_data(request), cycle=cycle, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, f"The numbers expected in {cycle} are saved.")
        return redirect(cycle)
    return render(request, "audits/cycles/expected.html", {"form": form, "cycle": cycle})


@get_or_post
def exemption_list(request: SignedInRequest, code: str) -> HttpResponse:
    """What was asked for and decided; who may asks for another."""
    require(can_see_exemptions, request.user, why="Exemptions are for the QA lead, service managers, heads of service and directors.")
    cycle, may_ask = get_cycle(code), can_ask_exemption(request.user)
    if request.method == "POST":
        require(can_ask_exemption, request.user)
    form = AskExemptionForm(form_data(request), cycle=cycle, actor=request.user) if may_ask else None
    if form and form.is_valid() and (asked := form.save()):
        messages.success(request, f"The exemption of {asked.whom} was asked for. A head of service or a director decides.")
        return redirect("audits:exemptions", code)
    rows = cycle.exemptions.visible_to(request.user).select_related("cycle", "team", "auditor", "asked_by", "decided_by")
    exemptions = exemptions_table(rows, cycle) if rows else None
    return render(request, "audits/cycles/exemptions.html", {"form": form, "cycle": cycle, "exemptions": exemptions})


@get_or_post
def exemption(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One exemption, and the decision, for a person who may make it."""
    seen = Exemption.objects.visible_to(request.user).select_related(
        "cycle", "team__service", "auditor__team__service", "asked_by", "decided_by"
    )
    found = get_object_or_404(seen, pk=pk, cycle=get_cycle(code))
    require(can_see_exemptions, request.user)
    may_decide = found.is_pending and can_decide_exemption(request.user, found)
    if request.method == "POST":
        require(can_decide_exemption, request.user, found, why="Somebody else decides: never who asked for it, nor who would be exempt.")
        if not found.is_pending:
            says = f"{found.decided_by} has decided: {found.get_state_display().lower()}."
            return too_late(request, says, reverse("audits:exemption", args=[code, pk]))
    form = DecideExemptionForm(form_data(request), exemption=found, actor=request.user) if may_decide else None
    if form and form.is_valid() and (decided := form.save()):
        messages.success(request, f"The exemption of {decided.whom} is {decided.get_state_display().lower()}.{taken_back_words(decided)}")
        return redirect("audits:exemptions", code)
    context = {"form": form, "cycle": found.cycle, "exemption": found, "may_allocate": can_lead(request.user)}
    return render(request, "audits/cycles/exemption.html", context | {"left": audits_of_exempt(found)})


@get_or_post
def pause(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_plan_cycles, request.user)
    cycle = get_cycle(code)
    if cycle.is_paused:
        return too_late(request, f"{cycle} is paused already.", cycle)
    form = PauseForm(form_data(request), cycle=cycle, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, f"{cycle} is paused. Nothing new is allocated or started, and nobody is chased.")
        return redirect(cycle)
    return render(request, "audits/cycles/pause.html", {"form": form, "cycle": cycle})


@require_POST
def resume(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_plan_cycles, request.user)
    cycle = resume_month(actor=request.user, cycle=get_cycle(code))
    messages.success(request, f"{cycle} has resumed. Check the due dates: they have not changed.")
    return redirect(cycle)
