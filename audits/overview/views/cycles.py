"""The year's programme, one month, and its plan."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audits.cycles.forms.cycles import ChangePlanForm, PlanForm
from audits.cycles.pages.month_statistics import MonthParts
from audits.cycles.pages.programme import year_name
from audits.cycles.pages.shortfall import shortfall_doubts
from audits.cycles.pages.tables import exemptions_table, programme_table, statistics_table
from audits.cycles.queries.exempted import seen_exemptions
from audits.cycles.queries.programme import current_year, programme_of, suggested_plan, years_of_programme
from audits.cycles.services.removal import remove_cycle, what_hangs_on
from audits.fetching import get_cycle
from audits.kinds.pages import kinds_table
from audits.models import Cycle
from audits.overview.pages.cycle import cycle_page as page_of
from audits.overview.pages.tables import audits_table, meetings_of, planning_buttons
from audits.permissions import can_plan_cycles, can_see_cycles, can_see_exemptions
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from foundation.council.bounds import is_in_reach
from foundation.council.clock import today
from foundation.council.months import parse_month
from foundation.names.numbers import whole_number


@require_safe
def cycle_list(request: SignedInRequest) -> HttpResponse:
    """Twelve months from April, planned or not."""
    require(can_see_cycles, request.user)
    years = years_of_programme()
    asked = whole_number(request.GET.get("year", ""))
    year = asked if asked in years else current_year()
    tabs = [{"text": f"{each}–{(each + 1) % 100:02}", "href": f"?year={each}", "active": each == year} for each in years]
    months, may_plan = programme_of(year), can_plan_cycles(request.user)
    parts = {"year": year, "year_name": year_name(year), "tabs": tabs, "may_plan": may_plan}
    parts["page_actions"] = planning_buttons(year) if may_plan else []
    parts["kinds"] = kinds_table(today(), may_plan=may_plan)
    parts |= {"programme": programme_table(months, year_name(year), may_plan=may_plan)}
    return render(request, "audits/overview/cycles.html", parts | {"planned": sum(month.cycle is not None for month in months)})


def _month_asked_for(request: SignedInRequest) -> datetime.date | None:
    try:
        month = parse_month(request.GET["month"]) if "month" in request.GET else None
    except ValueError:
        return None
    return month if month and is_in_reach(month) else None


@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest) -> HttpResponse:
    require(can_plan_cycles, request.user)
    form = PlanForm(form_data(request), actor=request.user, initial=suggested_plan(_month_asked_for(request)))
    if form.is_valid() and (cycle := form.save()):
        messages.success(request, f"{cycle} is planned. Next, add the records that will be audited.")
        return redirect(cycle)
    return render(request, "audits/overview/plan_cycle.html", {"form": form})


@require_safe
def cycle_page(request: SignedInRequest, code: str) -> HttpResponse:
    """A month. Who has how much is shown by name to people who plan the month, by service to every leader."""
    require(can_see_cycles, request.user)
    page, leads = page_of(get_cycle(code, Cycle.objects.with_exempted()), request.user, today()), can_plan_cycles(request.user)
    cycle, month = page.month.cycle, page.month
    numbers = MonthParts(cycle, month.groups, month.exemptions, month.expectations)
    by_service, by_auditor = numbers.by_service(), numbers.by_auditor() if leads else None
    exemptions = seen_exemptions(cycle, month.exemptions, request.user)
    parts = {
        "page": page,
        "cycle": cycle,
        "may_plan": leads,
        "shortfall_doubts": shortfall_doubts(cycle, page.progress) if leads else [],
        "may_remove": leads and not month.groups.count() and not what_hangs_on(cycle),
        "by_service": by_service,
        "by_service_table": statistics_table(by_service, "By service", "Service", cycle),
        "by_auditor": by_auditor,
        "by_auditor_table": by_auditor and statistics_table(by_auditor, "By auditor", "Auditor", cycle),
        "exemptions": exemptions_table(exemptions, cycle) if exemptions else None,
        "audits_of_month": audits_table(page.rows, cycle, may_plan=leads),
        "meetings_url": meetings_of(cycle),
        "sees_exemptions": can_see_exemptions(request.user),
    }
    return render(request, "audits/overview/cycle.html", parts)


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_plan_cycles, request.user)
    cycle = get_cycle(code)
    form = ChangePlanForm(form_data(request), actor=request.user, cycle=cycle)
    form.warnings = tuple(shortfall_doubts(cycle))
    if form.is_valid() and form.save():
        messages.success(request, f"The plan for {cycle} is saved.")
        return redirect(cycle)
    return render(request, "audits/overview/change_cycle.html", {"form": form, "cycle": cycle})


@get_or_post
def remove(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks before an empty month goes; of another it says what hangs on it."""
    require(can_plan_cycles, request.user)
    cycle = get_cycle(code)
    if request.method == "POST":
        done = call_service(request, remove_cycle, f"{cycle} is removed.", cycle=cycle)
        return redirect("audits:cycles") if done else redirect("audits:remove-cycle", code)
    return render(request, "audits/overview/remove_cycle.html", {"cycle": cycle, "hanging": what_hangs_on(cycle)})
