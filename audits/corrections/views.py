"""The lead corrects what is known of a record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.corrections.forms import CorrectFactsForm, CorrectListedForm
from audits.corrections.pages import conflict_lines, follows_from, listed_rows, may_choose_again
from audits.corrections.services.audits import DENIED_BECAUSE
from audits.fetching import get_audit_to_lead, get_cycle
from audits.models import Sample
from audits.permissions import can_correct_facts, can_plan_cycles
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def correct(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_audit_to_lead(request, number)
    require(can_correct_facts, request.user, audit, why=DENIED_BECAUSE)
    form = CorrectFactsForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and (done := form.save()):
        messages.success(request, f"The facts of audit {number} are corrected.")
        for line in conflict_lines(done.audit, done.conflicts):
            messages.warning(request, line)
        return redirect("audits:allocate", number) if may_choose_again(done) else redirect(done.audit)
    return render(request, "audits/corrections/correct.html", {"form": form, "audit": audit, "follows": follows_from(audit)})


@get_or_post
def correct_record_of_list(request: SignedInRequest, code: str, sample: int, pk: int) -> HttpResponse:
    """A record of a sample that no audit was made of: in reserve, or left out. One that is in the month is corrected there."""
    require(can_plan_cycles, request.user, why="Only the QA lead corrects a record of a sample.")
    samples = Sample.objects.visible_to(request.user).applied().filter(cycle=get_cycle(code))
    kept = get_object_or_404(samples, pk=sample)
    listed = get_object_or_404(kept.records.visible_to(request.user).select_related("sample__cycle", "audit"), pk=pk)
    if listed.audit_id:
        return redirect("audits:correct-facts", listed.audit_id)
    form = CorrectListedForm(form_data(request), actor=request.user, listed=listed)
    if form.is_valid() and (saved := form.save()):
        messages.success(request, f"{saved.case_id} is corrected. Its place in the draw is as it was.")
        return redirect(kept)
    parts = {"form": form, "listed": listed, "cycle": kept.cycle, "rows": listed_rows(listed)}
    return render(request, "audits/corrections/correct_listed.html", parts)
