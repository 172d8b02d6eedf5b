"""Noting a decision, and saying what came of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.permissions import can_lead
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from oversight import services
from oversight.enums import MeetingState
from oversight.forms import meetings as forms
from oversight.models import MeetingDecision
from oversight.permissions import can_write_record
from oversight.workflow import DECISION_MOVES, MEETING_MOVES

from .meetings import get_meeting


@get_or_post
def add(request: SignedInRequest, number: int) -> HttpResponse:
    meeting = get_meeting(request, number)
    require(can_write_record, request.user, meeting, why=MEETING_MOVES["write"].denied_because)
    if meeting.state != MeetingState.HELD:
        return too_late(request, f"{meeting} is “{meeting.get_state_display()}”. Nothing was changed.", meeting)
    form = forms.DecisionForm(form_data(request), meeting=meeting, actor=request.user)
    if form.is_valid() and (decision := form.save()):
        messages.success(request, f"The decision is noted. It is in the My work of {decision.owner}.")
        return redirect("oversight:add-decision", number) if "another" in request.POST else redirect(meeting)
    return render(request, "oversight/ask.html", {"form": form, "asks": "Note a decision", "meeting": meeting})


@get_or_post
def finish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where it is said what came of a decision; it leads on to raising an action and to opening an audit again."""
    ways = {"action_url": reverse("oversight:make-action", args=[pk])}
    if can_lead(request.user):
        ways["open_again_url"] = reverse("oversight:open-again", args=[pk])
    return _ask(request, pk, forms.FinishDecisionForm, "What came of the decision", "finish", "Saved.", ways)


@get_or_post
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    said = "The action is raised. From now on it has the owner and the date."
    return _ask(request, pk, forms.MakeActionForm, "Make it an action", "act", said)


@get_or_post
def open_again(request: SignedInRequest, pk: int) -> HttpResponse:
    said = "The audit is open again. What it said until now is kept as a version."
    return _ask(request, pk, forms.OpenAgainForm, "Open an audit again", "open_again", said)


def _ask(
    request: SignedInRequest, pk: int, form_class: Any, asks: str, move: str, said: str, more: dict[str, str] | None = None
) -> HttpResponse:
    seen = MeetingDecision.objects.visible_to(request.user).for_page()
    decision = get_object_or_404(seen, pk=pk)
    step = DECISION_MOVES[move]
    require(step.may, request.user, decision, why=step.denied_because)
    if decision.state != step.source:
        return too_late(request, f"This decision is “{decision.get_state_display()}” already.", decision.meeting)
    services.decisions.require_readable(request.user, decision)
    form = form_class(form_data(request), decision=decision, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(decision.meeting)
    context = {"form": form, "asks": asks, "meeting": decision.meeting, "decision": decision, **(more or {})}
    return render(request, "oversight/ask.html", context)
