"""Adding a record to a month, choosing its people, withdrawing it: for the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audits.conflicts import why_not_free
from audits.fetching import get_audit_to_lead, get_cycle
from audits.moderation.services.revelations import seen_words
from audits.pages.summary import audit_summary
from audits.permissions import can_lead, can_withdraw
from audits.sampling.forms.records import AddAuditForm, AddByHandForm, AllocateForm, WithdrawAuditForm
from audits.sampling.services.replacement import latest_sample
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_lead, request.user)
    cycle = get_cycle(code)
    form_class = AddByHandForm if latest_sample(cycle) else AddAuditForm
    form = form_class(form_data(request), actor=request.user, cycle=cycle)
    if form.is_valid() and (audit := form.save()):
        messages.success(request, f"{audit.case_id} is in {cycle} as audit {audit.number}.")
        return redirect("audits:add-audit", code) if "another" in request.POST else redirect(cycle)
    return render(request, "audits/sampling/add_audit.html", {"form": form, "cycle": cycle})


@require_http_methods(["GET", "POST"])
def allocate(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_audit_to_lead(request, number)
    form = AllocateForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and (saved := form.save()):
        messages.success(request, f"Auditor and moderator of audit {audit.number} are saved.")
        if seen := seen_words(saved, saved.moderator):
            messages.info(request, seen)
        return redirect(audit.cycle)
    return render(request, "audits/sampling/allocate.html", {"form": form, "audit": audit, "facts": audit_summary(audit)})


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_audit_to_lead(request, number)
    require(can_withdraw, request.user, audit, why=why_not_free(request.user, audit))
    form = WithdrawAuditForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and (saved := form.save()):
        instead = "" if saved == audit else f" {saved.case_id} takes its place as audit {saved.number}."
        messages.success(request, f"Audit {audit.number} is withdrawn and no longer counted in {audit.cycle}.{instead}")
        return redirect(audit.cycle)
    return render(request, "audits/sampling/withdraw.html", {"form": form, "audit": audit, "facts": audit_summary(audit)})
