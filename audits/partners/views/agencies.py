"""Partner agencies: which there are, who audits for each, their tools."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.models import PartnerAgency
from audits.partners.forms.agencies import AddAgencyForm, AddPartnerForm
from audits.partners.pages.agencies import agencies_table, facts_of_agency
from audits.partners.services.agencies import (
    ONLY_THE_LEAD,
    begin_tool_of_agency,
    bring_back_agency,
    end_agency,
    remove_partner_auditor,
)
from audits.permissions import can_plan_cycles
from audits.tool.queries import draft_tool
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post


@require_safe
def agency_list(request: SignedInRequest) -> HttpResponse:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    agencies = agencies_table() if PartnerAgency.objects.exists() else None
    return render(request, "audits/partners/agencies.html", {"agencies": agencies})


@get_or_post
def add(request: SignedInRequest) -> HttpResponse:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    form = AddAgencyForm(form_data(request), actor=request.user)
    if form.is_valid() and (agency := form.save()):
        messages.success(request, f"{agency} is added. Next, begin its audit tool and say who audits for it.")
        return redirect(agency)
    return render(request, "audits/partners/ask_agency.html", {"form": form, "asks": "Add an agency"})


@get_or_post
def agency_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its tool, who audits for it; and the form that adds somebody."""
    found = _agency(request, pk)
    form = AddPartnerForm(form_data(request), actor=request.user, agency=found)
    if form.is_valid() and (row := form.save()):
        messages.success(request, f"{row.person} audits for {found} from now on.")
        return redirect(found)
    people = found.auditors.select_related("person").order_by("person__name__folded")
    page = {"agency": found, "form": form, "people": people, "facts": facts_of_agency(found)}
    return render(request, "audits/partners/agency.html", page)


@require_POST
def remove_person(request: SignedInRequest, pk: int, person: int) -> HttpResponse:
    found = _agency(request, pk)
    who = get_object_or_404(Person, pk=person, partner_auditor__agency=found)
    call_service(request, remove_partner_auditor, f"{who} no longer audits for {found}.", agency=found, person=who)
    return redirect(found)


@require_POST
def begin_tool(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _agency(request, pk)
    done = call_service(request, begin_tool_of_agency, "This is a draft. Nobody is asked by it until you publish it.", agency=found)
    return redirect((done and draft_tool(found.tool_name)) or found)


@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, end_agency, "It is asked for no further part. What it did stays.")


@require_POST
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, bring_back_agency, "It takes part again.")


def _act(request: SignedInRequest, pk: int, service: Any, said: str) -> HttpResponse:
    found = _agency(request, pk)
    call_service(request, service, said, agency=found)
    return redirect(found)


def _agency(request: SignedInRequest, pk: int) -> PartnerAgency:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    return get_object_or_404(PartnerAgency, pk=pk)
