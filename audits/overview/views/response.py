"""The team's response to an Inadequate, under all that the audit's page says."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audits.enums import ShownBy
from audits.models import Audit
from audits.moderation.services.revelations import reveal_on_reading
from audits.overview.pages.audit import audit_page
from audits.permissions import can_respond
from audits.responses.forms.responses import RespondForm
from foundation.accounts.permissions import require
from foundation.accounts.queries import TakenPosts
from foundation.accounts.requests import SignedInRequest, form_data, too_late
from foundation.council.clock import today


@require_http_methods(["GET", "POST"])
def respond(request: SignedInRequest, number: int) -> HttpResponse:
    """Whether the team was asked says what the grade is, so a person who may not respond gets the same answer either way."""
    seen = Audit.objects.with_grades_visible_to(request.user).live()
    audit = get_object_or_404(seen.for_page().select_related("response__answered_by"), number=number)
    require(can_respond, request.user, audit, why="The team’s manager, service manager or head of service responds to this audit.")
    if not hasattr(audit, "response"):
        raise Http404
    if audit.response.answered_on:
        return too_late(request, f"{audit.response.answered_by} responded to audit {audit.number}.", audit)
    form = RespondForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"The response to audit {audit.number} was sent.")
        return redirect(audit)
    # What they answer to stands above the form, as the audit's page shows it to them.
    reveal_on_reading(person=request.user, audits=[audit.pk], how=ShownBy.PAGE)
    page = audit_page(audit, request.user, today())
    due = TakenPosts(today()).due(audit.response.due, request.user, audit.team)
    return render(request, "audits/overview/respond.html", {"audit": audit, "form": form, "facts": page.facts, "page": page, "due": due})
