"""The list of check and challenge meetings, the page of one, and the pages that ask about it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.models import Cycle
from audits.queries.restrictions import closed_words
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.council.clock import today
from foundation.council.document_response import FORMATS, document_as_file
from foundation.council.months import parse_month
from foundation.documents import blocks_of
from oversight import permissions, services
from oversight.enums import DecisionState, MeetingState
from oversight.forms import meetings as forms
from oversight.models import CheckAndChallenge, MeetingDecision
from oversight.pages.closed_words import without_closed
from oversight.pages.documents import meeting_document
from oversight.pages.meetings import (
    COLOURS,
    buttons_of,
    decisions_table,
    figure_tables,
    figures_notes,
    figures_sentence,
    history_of,
    meeting_summary,
    meetings_table,
    next_step,
)
from oversight.queries.figures import figures_of
from oversight.workflow import MEETING_MOVES

_PLANNED, _HELD = MeetingState.PLANNED, MeetingState.HELD


@require_safe
def meeting_list(request: SignedInRequest) -> HttpResponse:
    """All that this person may see, or those of one month."""
    person = request.user
    seen = CheckAndChallenge.objects.visible_to(person).for_page()
    month = request.GET.get("month", "")
    try:
        seen = seen.filter(cycle__month=parse_month(month)) if month else seen
    except ValueError:
        month = ""
    seen = seen.annotate(open_decisions=Count("decisions", filter=Q(decisions__state=DecisionState.OPEN)))
    context = {"meetings": meetings_table(seen), "may_plan": permissions.can_plan_meetings(person), "month": month}
    return render(request, "oversight/meetings.html", context)


@require_safe
def meeting_page(request: SignedInRequest, number: int) -> HttpResponse:
    meeting, person = get_meeting(request, number), request.user
    reads, closed = permissions.reads_record(person, meeting), closed_words(person)
    figures = figures_of(meeting, person)
    decisions = MeetingDecision.objects.visible_to(person).filter(meeting=meeting).for_page().order_by("pk")
    if request.GET.get("format") in FORMATS:
        document = meeting_document(meeting, figures, list(decisions), closed, reads=reads)
        return document_as_file(document, request.GET["format"], f"check-and-challenge-{meeting.cycle.code}")
    words = {
        "meeting": meeting,
        "rows": meeting_summary(meeting, reads=reads),
        "state_words": meeting.get_state_display(),
        "colour": COLOURS[MeetingState(meeting.state)],
        "page_actions": buttons_of(meeting, person),
        "next_step": next_step(meeting, person) if reads else "",
        "grade_tables": figure_tables(figures),
        "grades_sentence": figures_sentence(meeting, figures),
        "grades_notes": figures_notes(figures),
        "decided": decisions_table(decisions, person, today(), closed) if meeting.was_held else None,
        "minutes": blocks_of(without_closed(meeting.minutes, closed)) if reads else [],
        "may_agree": meeting.state == _HELD and bool(meeting.minutes) and permissions.can_agree_record(person, meeting),
        "formats": FORMATS.items(),
        "history": history_of(meeting),
    }
    return render(request, "oversight/meeting.html", words)


@get_or_post
def plan(request: SignedInRequest) -> HttpResponse:
    require(permissions.can_plan_meetings, request.user, why=MEETING_MOVES["change"].denied_because)
    form = forms.PlanMeetingForm(form_data(request), actor=request.user, initial=_suggested(request))
    if form.is_valid() and (meeting := form.save()):
        messages.success(request, "The meeting is planned. People who use the portal have been notified.")
        return redirect(meeting)
    return render(request, "oversight/ask.html", {"form": form, "asks": "Plan a check and challenge meeting"})


def _suggested(request: SignedInRequest) -> dict[str, Any]:
    """The month that the address names."""
    cycles = Cycle.objects.all()
    try:
        cycle = cycles.filter(month=parse_month(request.GET.get("month", ""))).first()
    except ValueError:
        cycle = None
    return {"cycle": cycle.pk} if cycle else {}


@get_or_post
def change(request: SignedInRequest, number: int) -> HttpResponse:
    return _ask(request, number, forms.ChangeMeetingForm, "Change the meeting", "change", "The change is saved.")


@get_or_post
def hold(request: SignedInRequest, number: int) -> HttpResponse:
    said = "Saved. The month’s grades are frozen as they are now. Next, note what was decided."
    return _ask(request, number, forms.HoldMeetingForm, "Note that it was held", "hold", said)


@get_or_post
def minutes(request: SignedInRequest, number: int) -> HttpResponse:
    """Not for somebody who would read there what is closed to them."""
    services.meetings.require_readable(request.user, get_meeting(request, number))
    return _ask(request, number, forms.MinutesForm, "Write the minutes", "write", "The minutes are saved.")


@get_or_post
def cancel(request: SignedInRequest, number: int) -> HttpResponse:
    return _ask(request, number, forms.CancelMeetingForm, "Cancel the meeting", "cancel", "The meeting is cancelled.")


@require_POST
def agree(request: SignedInRequest, number: int) -> HttpResponse:
    meeting = get_meeting(request, number)
    call_service(request, services.agree_record, "The record is agreed. It no longer changes.", meeting=meeting)
    return redirect(meeting)


def _ask(request: SignedInRequest, number: int, form_class: Any, asks: str, move: str, said: str) -> HttpResponse:
    """A page that asks about one; nothing changes where it is in another state by now."""
    meeting = get_meeting(request, number)
    step = MEETING_MOVES[move]
    require(step.may, request.user, meeting, why=step.denied_because)
    if meeting.state != step.source:
        return too_late(request, f"{meeting} is “{meeting.get_state_display()}”. Nothing was changed.", meeting)
    form = form_class(form_data(request), meeting=meeting, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(meeting)
    return render(request, "oversight/ask.html", {"form": form, "asks": asks, "meeting": meeting})


def get_meeting(request: SignedInRequest, number: int) -> CheckAndChallenge:
    return get_object_or_404(CheckAndChallenge.objects.visible_to(request.user).for_page(), number=number)
