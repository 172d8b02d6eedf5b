"""Opening an audit: declare no involvement and start, or hand it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.auditing.forms.opening import HandBackForm, OpenAuditForm
from audits.auditing.pages.sections import next_place, sections_of
from audits.models import Audit
from audits.pages.summary import audit_summary
from audits.permissions import can_hand_back
from audits.queries.applicability import Applicability
from audits.risks.pages import risks_on
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


def open_audit(request: SignedInRequest, audit: Audit) -> HttpResponse:
    """The first page of an audit that its auditor has not started."""
    parts = sections_of(Applicability(audit))
    form = OpenAuditForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        return redirect(next_place(audit, parts))
    page = {"form": form, "audit": audit, "sections": parts, "facts": audit_summary(audit), "risks": risks_on(audit, request.user)}
    return render(request, "audits/auditing/open_audit.html", page)


@get_or_post
def hand_back(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_object_or_404(Audit.objects.live().open_with(request.user).for_page(), number=number)
    require(
        can_hand_back, request.user, audit, why="You can hand an audit back until you start it, or while it waits for you to moderate it."
    )
    form = HandBackForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"Audit {audit.number} is handed back. The QA lead has been notified and will choose someone else.")
        return redirect("/")
    return render(request, "audits/auditing/hand_back.html", {"form": form, "audit": audit, "facts": audit_summary(audit)})
