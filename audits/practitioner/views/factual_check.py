"""The factual check: the auditor asks, the practitioner answers, the auditor says what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.forms import AuditForm
from audits.models import Audit, AuditRules, FactualCheck
from audits.practitioner.forms import AskForFactualCheckForm, FactualCheckForm, SettleForm
from audits.practitioner.pages.progress import check_in_words, needs_settling
from audits.practitioner.pages.summary import summary_before_release
from audits.practitioner.queries.factual_check import grades_named_in
from audits.practitioner.services.draft import parts_of
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.documents.formats import uk_date


@get_or_post
def ask(request: SignedInRequest, number: int) -> HttpResponse:
    """The auditor sees what will be shown, and what in it names a grade, before it is sent."""
    own = Audit.objects.to_write(request.user).filter(cycle__collaborative=True, allocated_worker__isnull=False)
    audit = get_object_or_404(own.for_page(), number=number)
    if FactualCheck.objects.filter(audit=audit).exists():
        return too_late(request, "A factual check was asked for already.", reverse("audits:factual-check", args=[number]))
    form = AskForFactualCheckForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"{audit.allocated_worker} is asked to check the facts of audit {number}.")
        return redirect("audits:factual-check", number=number)
    parts = parts_of(audit)
    page = {"form": form, "audit": audit, "parts": parts, "named": grades_named_in(parts), "facts": summary_before_release(audit)}
    page["due"] = add_working_days(today(), AuditRules.current().factual_check_days)
    page["away_until"] = audit.allocated_worker.away_until(today()) if audit.allocated_worker else None
    return render(request, "audits/practitioner/ask_check.html", page)


@get_or_post
def factual_check(request: SignedInRequest, number: int) -> HttpResponse:
    """One address for both sides: the person who must answer is asked, the others read how far it has come."""
    checks = FactualCheck.objects.visible_to(request.user).select_related("audit__cycle", "audit__auditor", "asked_of", "asked_by")
    check = get_object_or_404(checks, audit=number)
    form = _form_for(request, check)
    if form is None and request.method == "POST":
        return too_late(
            request, "This factual check is answered, or it ended with the audit.", reverse("audits:factual-check", args=[number])
        )
    if form and form.is_valid() and form.save():
        messages.success(request, f"Your answer on the facts of audit {number} is sent.")
        return redirect("audits:factual-check", number=number)
    page = {"check": check, "audit": check.audit, "form": form, "facts": summary_before_release(check.audit)}
    page |= {"state": check_in_words(check, today()), "parts": _with_corrections(check), "due": uk_date(check.due)}
    page["back"] = check.audit.get_absolute_url() if check.audit.auditor_id == request.user.pk else ""
    return render(request, _template_of(form), page)


def _form_for(request: SignedInRequest, check: FactualCheck) -> AuditForm | None:
    open_now = FactualCheck.objects.unanswered().filter(pk=check.pk).exists()
    if check.asked_of_id == request.user.pk and open_now:
        return FactualCheckForm(form_data(request), actor=request.user, audit=check.audit, check=check)
    if check.audit.auditor_id == request.user.pk and needs_settling(check):
        return SettleForm(form_data(request), actor=request.user, audit=check.audit, check=check)
    return None


def _template_of(form: AuditForm | None) -> str:
    if isinstance(form, FactualCheckForm):
        return "audits/practitioner/answer_check.html"
    return "audits/practitioner/settle_check.html" if form else "audits/practitioner/check.html"


def _with_corrections(check: FactualCheck) -> list[dict]:
    """Each part as it was shown, with what was said about it and what came of that."""
    said = {correction.part: correction for correction in check.corrections.all()}
    return [part | {"correction": said.get(part["key"])} for part in check.drafted]
