"""Opening an audit again, and reading its earlier versions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audits.conflicts import why_not_free
from audits.enums import AuditState, ShownBy
from audits.models import Audit, AuditVersion
from audits.moderation.forms.reopening import ReopenForm
from audits.moderation.pages.versions import version_page, versions_of
from audits.moderation.services.revelations import reveal_on_reading
from audits.pages.summary import audit_summary
from audits.permissions import can_reopen, sees_moderation_record
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late


@get_or_post
def reopen(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_object_or_404(Audit.objects.visible_to(request.user).for_page(), number=number)
    require(can_reopen, request.user, audit, why=why_not_free(request.user, audit))
    form = ReopenForm(form_data(request), audit=audit, actor=request.user)
    if audit.imported or not form.fields["to"].choices:
        return too_late(request, f"{audit} is “{audit.get_state_display().lower()}”: there is nothing to open again.", audit)
    if form.is_valid() and (opened := form.save()):
        who = opened.moderator if opened.state == AuditState.SUBMITTED else opened.auditor
        messages.success(
            request, f"Audit {audit.number} is open again. {who} has been notified." if who else f"Audit {audit.number} is open again."
        )
        return redirect(audit)
    return render(request, "audits/moderation/reopen.html", {"audit": audit, "form": form, "facts": audit_summary(audit)})


@require_safe
def earlier_version(request: SignedInRequest, number: int, version: int) -> HttpResponse:
    """An earlier version, for people who may read the audit and do not moderate it blind; 404 for others."""
    seen = AuditVersion.objects.visible_to(request.user).filter(audit=number, number=version)
    found = get_object_or_404(seen.select_related("audit__cycle", "audit__tool", "ended_by"))
    reveal_on_reading(person=request.user, audits=[found.audit_id], how=ShownBy.PAGE)
    page = version_page(found, shows_record=sees_moderation_record(request.user, found.audit))
    parts = {
        "page": page,
        "version": found,
        "audit": found.audit,
        "others": [each for each in versions_of(found.audit, request.user) if each != found],
    }
    return render(request, "audits/moderation/version.html", parts)
