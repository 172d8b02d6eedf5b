"""From submission to the grades that stand: moderate, agree, send back, release, and the team's response."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audits.conflicts import unaccepted_conflicts, why_not_free
from audits.enums import AuditState, Stage
from audits.models import Audit
from audits.moderation.forms.moderation import AgreeForm, GradedItemsForm, OwnGradesForm, ReleaseForm, ReturnAuditForm
from audits.moderation.pages.meeting import agreeing_words
from audits.moderation.pages.moderation import same_grades_table
from audits.moderation.queries.moderation import evidence_of, is_revealed, own_return_reason
from audits.moderation.services.revelations import seen_words
from audits.pages.summary import actions_in_draft, audit_summary
from audits.permissions import can_release
from audits.risks.pages import risks_on
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, too_late


def get_moderated_audit(request: SignedInRequest, number: int) -> Audit:
    """An audit that this person moderates, or did; 404 for any other, 403 where a conflict of interest came up since."""
    mine = Audit.objects.visible_to(request.user).filter(moderator=request.user).for_page()
    audit = get_object_or_404(mine, number=number)
    if conflicts := unaccepted_conflicts(request.user, audit):
        raise PermissionDenied(" ".join(conflict.sentence for conflict in conflicts))
    return audit


def no_longer_waits(request: SignedInRequest, audit: Audit) -> HttpResponse:
    return too_late(request, f"{audit} is not waiting for moderation: it is “{audit.get_state_display().lower()}”.", audit)


def keep(request: SignedInRequest, form: GradedItemsForm, audit: Audit) -> HttpResponse:
    form.keep()
    messages.success(request, f"Your answers on audit {audit.number} are saved. Nobody else sees them until you finish.")
    return redirect(audit)


@require_http_methods(["GET", "POST"])
def moderate(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_moderated_audit(request, number)
    if audit.state != AuditState.SUBMITTED:
        return no_longer_waits(request, audit)
    if is_revealed(audit):
        says = "You have seen the auditor’s grades, so your own stay as you gave them. Agree the final ones below."
        return too_late(request, says, reverse("audits:agree", args=[audit.number]))
    form = OwnGradesForm(form_data(request), audit=audit, actor=request.user)
    if "later" in request.POST:
        return keep(request, form, audit)
    if form.is_valid() and form.save():
        return redirect("audits:agree", number=audit.number)
    page = {"audit": audit, "form": form, "facts": audit_summary(audit), "evidence": evidence_of(audit)}
    page |= {"seen": seen_words(audit, request.user), "risks": risks_on(audit, request.user)}
    page["agreeing"] = agreeing_words(audit)
    page["return_reason"] = own_return_reason(audit, request.user) if audit.cycle.blind else audit.return_reason
    return render(request, "audits/moderation/moderate.html", page)


@require_http_methods(["GET", "POST"])
def agree(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_moderated_audit(request, number)
    if audit.state != AuditState.SUBMITTED:
        return no_longer_waits(request, audit)
    if not audit.judgements.at(Stage.MODERATOR).exists():
        return too_late(request, "Give your own grades first.", reverse("audits:moderate", args=[audit.number]))
    form = AgreeForm(form_data(request), audit=audit, actor=request.user)
    if "later" in request.POST:
        return keep(request, form, audit)
    if form.is_valid() and form.save():
        messages.success(request, f"Moderation of audit {audit.number} is finished. The agreed grades stand.")
        return redirect(audit)
    page = {"audit": audit, "form": form, "facts": audit_summary(audit), "may_regrade": not audit.cycle.blind}
    page |= {"evidence": evidence_of(audit), "raised": actions_in_draft(audit, request.user), "risks": risks_on(audit, request.user)}
    page |= {"same": same_grades_table(form.same), "agreeing": agreeing_words(audit)}
    return render(request, "audits/moderation/agree.html", page)


@require_http_methods(["GET", "POST"])
def send_back(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_moderated_audit(request, number)
    if audit.state != AuditState.SUBMITTED:
        return no_longer_waits(request, audit)
    form = ReturnAuditForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"Audit {audit.number} was sent back to {audit.auditor}.")
        return redirect("desk:my-work")
    return render(request, "audits/moderation/return.html", {"audit": audit, "form": form, "facts": audit_summary(audit)})


@require_http_methods(["GET", "POST"])
def release(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_object_or_404(Audit.objects.visible_to(request.user).for_page(), number=number)
    require(can_release, request.user, audit, why=why_not_free(request.user, audit))
    if audit.state != AuditState.SUBMITTED:
        return no_longer_waits(request, audit)
    form = ReleaseForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"Audit {audit.number} was released. The auditor’s grades stand.")
        return redirect(audit)
    return render(request, "audits/moderation/release.html", {"audit": audit, "form": form, "facts": audit_summary(audit)})
