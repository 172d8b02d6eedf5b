"""The year's months, one month, and its plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audits.forms.cycles import ChangePlanForm, PlanForm
from audits.models import Cycle
from audits.permissions import can_plan_cycles, can_see_cycles
from audits.queries.cycle_page import cycle_page as page_of
from audits.queries.cycle_page import cycles_of_year, years_planned
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.months import add_months, first_of, parse_month


def get_cycle(code: str) -> Cycle:
    """The month with this code, as in “2023-06”; 404 for anything else."""
    try:
        month = parse_month(code)
    except ValueError as wrong:
        raise Http404 from wrong
    return get_object_or_404(Cycle.objects.select_related("tool"), month=month)


@require_safe
def cycle_list(request: SignedInRequest) -> HttpResponse:
    require(can_see_cycles, request.user)
    years = years_planned()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else next(iter(years), today().year)
    tabs = [{"text": str(each), "href": f"?year={each}", "active": each == year} for each in years]
    parts = {"year": year, "tabs": tabs, "months": cycles_of_year(year), "may_plan": can_plan_cycles(request.user)}
    return render(request, "audits/cycles.html", parts)


@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest) -> HttpResponse:
    require(can_plan_cycles, request.user)
    form = PlanForm(request.POST or None, initial=suggested_plan())
    if form.is_valid() and (cycle := form.save(actor=request.user)):
        messages.success(request, f"{cycle} is planned. Next, add the records that will be audited.")
        return redirect(cycle)
    return render(request, "audits/plan_cycle.html", {"form": form})


def suggested_plan() -> dict[str, Any]:
    """The month after the last planned one, with as many audits."""
    last = Cycle.objects.order_by("month").last()
    return {"month": add_months(last.month, 1), "expected": last.expected} if last else {"month": first_of(today())}


@require_safe
def cycle_page(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_see_cycles, request.user)
    page = page_of(get_cycle(code), request.user, today())
    return render(request, "audits/cycle.html", {"page": page, "cycle": page.cycle, "may_plan": can_plan_cycles(request.user)})


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_plan_cycles, request.user)
    cycle = get_cycle(code)
    form = ChangePlanForm(request.POST or None, cycle=cycle)
    if form.is_valid() and form.save(actor=request.user):
        messages.success(request, f"The plan for {cycle} is saved.")
        return redirect(cycle)
    return render(request, "audits/change_cycle.html", {"form": form, "cycle": cycle})
