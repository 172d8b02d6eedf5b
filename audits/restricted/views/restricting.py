"""Restricted records: the list, one of them, restricting, naming readers, opening again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audits.fetching import get_audit_to_lead
from audits.models import RestrictedRecord
from audits.permissions import can_restrict
from audits.queries.restrictions import restriction_of
from audits.restricted.forms import EndRestrictionForm, NameReadersForm, RestrictCaseForm, RestrictForm
from audits.restricted.pages import named_elsewhere, restricted_table, restriction_page
from audits.restricted.services.restricting import ONLY_THE_LEAD
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late


@require_safe
def restricted_records(request: SignedInRequest) -> HttpResponse:
    require(can_restrict, request.user, why=ONLY_THE_LEAD)
    rows = RestrictedRecord.objects.visible_to(request.user).for_list()
    return render(request, "audits/restricted/list.html", {"records": restricted_table(rows)})


@get_or_post
def restrict_case(request: SignedInRequest) -> HttpResponse:
    require(can_restrict, request.user, why=ONLY_THE_LEAD)
    form = RestrictCaseForm(form_data(request), actor=request.user)
    if form.is_valid() and (row := form.save()):
        if _is_closed_to(request, row):
            return redirect("audits:restricted-records")
        messages.success(request, "The record is restricted. Say who else reads it, if anybody does.")
        return redirect("audits:name-readers", row.pk)
    return render(request, "audits/restricted/ask.html", {"form": form, "asks": "Restrict a record"})


@get_or_post
def restrict(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_audit_to_lead(request, number)
    if held := restriction_of(audit):
        return too_late(request, "This record is restricted already.", held)
    form = RestrictForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and (row := form.save()):
        if _is_closed_to(request, row):
            return redirect("audits:restricted-records")
        messages.success(request, "The record is restricted.")
        return redirect(row)
    parts = {"form": form, "asks": "Restrict this record", "audit": audit, "named": named_elsewhere(audit.case_id, request.user)}
    return render(request, "audits/restricted/ask.html", parts)


@require_safe
def restricted_record(request: SignedInRequest, number: int) -> HttpResponse:
    row = _of_lead(request, number)
    return render(request, "audits/restricted/record.html", {"record": row, "page": restriction_page(row, request.user)})


@get_or_post
def readers(request: SignedInRequest, number: int) -> HttpResponse:
    row = _of_lead(request, number)
    if row.ended_on:
        return too_late(request, "This restriction was ended already.", row)
    form = NameReadersForm(form_data(request), actor=request.user, restricted=row)
    if form.is_valid() and form.save():
        messages.success(request, "Saved. It holds at once.")
        return redirect(row)
    return render(request, "audits/restricted/ask.html", {"form": form, "asks": "Who reads it", "record": row})


@get_or_post
def end(request: SignedInRequest, number: int) -> HttpResponse:
    row = _of_lead(request, number)
    if row.ended_on:
        return too_late(request, "This restriction was ended already.", row)
    form = EndRestrictionForm(form_data(request), actor=request.user, restricted=row)
    if form.is_valid() and form.save():
        messages.success(request, "The record is open again to everybody whose remit it is in.")
        return redirect(row)
    return render(request, "audits/restricted/ask.html", {"form": form, "asks": "End the restriction", "record": row})


def _is_closed_to(request: SignedInRequest, row: RestrictedRecord) -> bool:
    """Whether they have an interest in the record, so that another lead says who reads it; the same whether it was restricted before."""
    is_closed = not RestrictedRecord.objects.visible_to(request.user).filter(pk=row.pk).exists()
    if is_closed:
        messages.success(request, "The record is restricted. You have an interest in it, so another QA lead says who else reads it.")
    return is_closed


def _of_lead(request: SignedInRequest, number: int) -> RestrictedRecord:
    require(can_restrict, request.user, why=ONLY_THE_LEAD)
    return get_object_or_404(RestrictedRecord.objects.visible_to(request.user).for_list(), pk=number)
