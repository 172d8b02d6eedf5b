"""The auditor's word on the moderated grades."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.models import Audit
from audits.moderation.forms.replies import ReplyForm
from audits.moderation.services.replies import why_not_reply
from audits.pages.summary import audit_summary, first_in_full, grade_rows
from audits.queries.applicability import Applicability
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late


@get_or_post
def reply(request: SignedInRequest, number: int) -> HttpResponse:
    """Its auditor's alone; 404 for anybody else."""
    audit = get_object_or_404(Audit.objects.live().filter(auditor=request.user).for_page(), number=number)
    if refused := why_not_reply(audit):
        return too_late(request, refused, audit)
    form = ReplyForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"What you say of the moderation of audit {audit.number} is sent. The agreed grades stand.")
        return redirect(audit)
    rows = grade_rows(Applicability(audit), audit.judgements.select_related("domain"))
    page = {"audit": audit, "form": form, "facts": audit_summary(audit), "page": {"rows": first_in_full(rows)}}
    return render(request, "audits/moderation/reply.html", page)
