"""The team challenges a finished audit, and its moderator or the lead answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audits.models import Audit
from audits.pages.summary import audit_summary
from audits.permissions import can_answer_challenge, can_challenge
from audits.responses.forms.challenges import AnswerChallengeForm, ChallengeForm
from audits.responses.queries.challenges import challenge_until
from audits.responses.services.challenges import why_not_challenge
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, too_late


@require_http_methods(["GET", "POST"])
def challenge(request: SignedInRequest, number: int) -> HttpResponse:
    finished = Audit.objects.visible_to(request.user).finished().for_page().select_related("challenge__made_by")
    audit = get_object_or_404(finished, number=number)
    require(can_challenge, request.user, audit, why="The team’s manager or service manager challenges an audit.")
    if refused := why_not_challenge(audit):
        return too_late(request, refused, audit)
    form = ChallengeForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"The challenge of audit {audit.number} was sent. The moderator or the QA lead answers it.")
        return redirect(audit)
    return render(
        request,
        "audits/responses/challenge.html",
        {"audit": audit, "form": form, "facts": audit_summary(audit), "until": challenge_until(audit)},
    )


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, number: int) -> HttpResponse:
    """A person who may not answer gets the same refusal whether or not the team challenged it: that alone may give a grade away."""
    seen = Audit.objects.with_grades_visible_to(request.user).for_page()
    audit = get_object_or_404(seen.select_related("challenge__made_by", "challenge__answered_by"), number=number)
    require(can_answer_challenge, request.user, audit, why="The audit’s moderator or the QA lead answers a challenge.")
    if not hasattr(audit, "challenge"):
        raise Http404
    if audit.challenge.answered_on:
        return too_late(request, f"{audit.challenge.answered_by} answered the challenge of audit {audit.number}.", audit)
    form = AnswerChallengeForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"The answer to the challenge of audit {audit.number} was sent.")
        return redirect(audit)
    return render(request, "audits/responses/answer_challenge.html", {"audit": audit, "form": form, "facts": audit_summary(audit)})
