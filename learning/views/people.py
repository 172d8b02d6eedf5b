"""Inviting people, replies, who came, and what they thought of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, may_repeat, too_late
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from learning.enums import Attendance, InvitationReply
from learning.forms.people import AddPersonForm, EvaluateForm, InvitePeopleForm
from learning.pages.attendance import attendance_rows, recorded_words
from learning.permissions import can_run
from learning.queries.people import people_of
from learning.services.attendance import record_attendance
from learning.services.inviting import answer_invitation, withdraw_invitation

from .fetching import own_invitation, visible_event, visible_invitation


@get_or_post
def invite(request: SignedInRequest, number: int) -> HttpResponse:
    event = visible_event(request, number)
    require(can_run, request.user, event)
    if event.is_cancelled:
        return too_late(request, f"{event} is cancelled, so nobody is invited to it.", event)
    form = InvitePeopleForm(form_data(request), actor=request.user, event=event)
    if form.is_valid() and form.save():
        messages.success(request, f"{people_of(event).invited} people are invited. It is in their My work until they reply.")
        return redirect(event)
    return render(request, "learning/ask.html", {"form": form, "event": event, "asks": "Invite people"})


@require_POST
def uninvite(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    invitation = visible_invitation(request, number, pk)
    require(can_run, request.user, invitation.event)
    call_service(request, withdraw_invitation, f"{invitation.person} is no longer invited.", invitation=invitation)
    return redirect("learning:attendance", number)


@may_repeat("people change their minds")
@require_POST
def reply(request: SignedInRequest, number: int) -> HttpResponse:
    invitation = own_invitation(request, number)
    said = "comes" in request.POST
    words = "Your organiser knows that you come." if said else "Your organiser knows that you cannot come."
    call_service(request, answer_invitation, words, invitation=invitation, reply=InvitationReply.COMES if said else InvitationReply.CANNOT)
    return redirect(invitation.event)


@get_or_post
def attendance(request: SignedInRequest, number: int) -> HttpResponse:
    """Everybody invited with a button each; and somebody else who came."""
    event = visible_event(request, number)
    require(can_run, request.user, event)
    if event.is_cancelled or event.first_day > today():
        why = "is cancelled" if event.is_cancelled else f"begins on {uk_date(event.first_day)}"
        return too_late(request, f"{event} {why}, so nobody has come yet.", event)
    form = AddPersonForm(form_data(request), actor=request.user, event=event)
    if form.is_valid() and (invitation := form.save()):
        messages.success(request, f"{invitation.person} is recorded as having come.")
        return redirect("learning:attendance", number)
    rows = attendance_rows(event)
    context = {"event": event, "people": rows, "recorded": recorded_words(people_of(event)), "form": form}
    return render(request, "learning/attendance.html", context)


@may_repeat("a slip of the thumb is put right by another press")
@require_POST
def attended(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    invitation = visible_invitation(request, number, pk)
    require(can_run, request.user, invitation.event)
    wanted = next((each for each in Attendance if each in request.POST), Attendance.UNKNOWN)
    call_service(request, record_attendance, invitation=invitation, attendance=wanted)
    return redirect(f"{reverse('learning:attendance', args=[number])}#person-{invitation.pk}")


@get_or_post
def evaluate(request: SignedInRequest, number: int) -> HttpResponse:
    invitation = own_invitation(request, number)
    event = invitation.event
    if not invitation.came or invitation.evaluated or not event.questions.exists():
        why = "You have answered already" if invitation.evaluated else "There is nothing to answer: it is not recorded that you came"
        return too_late(request, f"{why}.", event)
    form = EvaluateForm(form_data(request), actor=request.user, invitation=invitation)
    if form.is_valid() and form.save():
        messages.success(request, "Thank you. Your answers are counted without your name.")
        return redirect(event)
    return render(request, "learning/ask.html", {"form": form, "event": event, "asks": "What did you think of it?"})
