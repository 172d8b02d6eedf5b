"""Calibration rounds: the list, planning one, grading it, its discussion and the file of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audits.calibration.forms import DiscussionForm, GradesForm, InviteForm, OpenRoundForm, PlanRoundForm, ReferenceForm, RoundForm
from audits.calibration.pages.discussions import discussion_of
from audits.calibration.pages.rounds import round_list, round_page, round_sheet, round_summary
from audits.calibration.pages.tables import given_table, rounds_table
from audits.calibration.queries.rounds import own_part, rounds_for
from audits.models import CalibrationRound
from audits.permissions import can_grade_round, can_lead, can_use_calibration, sees_round_grades
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, saves_halfway, too_late
from foundation.council.clock import today
from foundation.council.downloads import EXPORTS, sheets_as_file
from foundation.editing.responses import autosave_response, closed, is_autosave


def get_round(request: SignedInRequest, pk: int) -> CalibrationRound:
    """One that this person leads or was invited to; 404 for any other."""
    visible_rounds = rounds_for(request.user).select_related("audit", "team__service", "allocated_worker", "tool", "planned_by")
    return get_object_or_404(visible_rounds, pk=pk)


@require_safe
def rounds(request: SignedInRequest) -> HttpResponse:
    require(can_use_calibration, request.user)
    rows = round_list(request.user, today())
    context = {"rounds": rows, "rounds_table": rounds_table(rows), "leads": can_lead(request.user)}
    return render(request, "audits/calibration/list.html", context)


@get_or_post
def plan(request: SignedInRequest) -> HttpResponse:
    require(can_lead, request.user, why="The QA lead plans calibration rounds.")
    form = PlanRoundForm(form_data(request), actor=request.user, initial={"audit": request.GET.get("audit", "")})
    if form.is_valid() and (planned := form.save()):
        messages.success(request, f"{planned} is planned, and {planned.parts.count()} people are invited.")
        return redirect(planned)
    return render(request, "audits/calibration/plan.html", {"form": form})


@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    calibration_round = get_round(request, pk)
    return render(
        request, "audits/calibration/round.html", {"round": calibration_round, "page": round_page(calibration_round, request.user, today())}
    )


@saves_halfway("grades that are not finished are the writer’s alone")
@get_or_post
def grade(request: SignedInRequest, pk: int) -> HttpResponse:
    calibration_round = get_round(request, pk)
    part = own_part(calibration_round, request.user)
    if part is None or not can_grade_round(request.user, calibration_round):
        raise PermissionDenied("You have not been asked to grade this round.")
    if part.finished_on or not calibration_round.is_grading:
        says = (
            "Your grades are final: you can no longer change them."
            if part.finished_on
            else "The discussion has begun: nobody grades any more."
        )
        return closed(says) if is_autosave(request) else too_late(request, says, calibration_round)
    given = {row.domain_id: (row.grade, row.reason) for row in part.grades.all()}
    form = GradesForm(
        form_data(request), actor=request.user, calibration_round=calibration_round, given=given, halfway=is_autosave(request)
    )
    if is_autosave(request):
        return autosave_response(request, form)
    if form.is_valid() and form.save():
        says = (
            "Your grades are saved. Come back to finish."
            if form.is_for_later
            else "Your grades are final. You see the others’ once all is open."
        )
        return _back(request, calibration_round, says)
    page = {"round": calibration_round, "form": form, "facts": round_summary(calibration_round)}
    return render(request, "audits/calibration/grade.html", page)


def _back(request: HttpRequest, calibration_round: CalibrationRound, says: str) -> HttpResponse:
    messages.success(request, says)
    return redirect(calibration_round)


@get_or_post
def reference(request: SignedInRequest, pk: int) -> HttpResponse:
    calibration_round = _led(request, pk)
    given = {row.domain_id: (row.reference, row.reason) for row in calibration_round.outcomes.all()}
    form = ReferenceForm(form_data(request), actor=request.user, calibration_round=calibration_round, given=given)
    return _while_graded(request, calibration_round, form, "Your reference grades are saved.", "reference")


@get_or_post
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    calibration_round = _led(request, pk)
    form = InviteForm(form_data(request), actor=request.user, calibration_round=calibration_round)
    return _while_graded(request, calibration_round, form, "They are invited.", "invite")


@get_or_post
def open_round(request: SignedInRequest, pk: int) -> HttpResponse:
    calibration_round = _led(request, pk)
    form = OpenRoundForm(form_data(request), actor=request.user, calibration_round=calibration_round)
    return _while_graded(request, calibration_round, form, "The round is open for discussion.", "open")


def _led(request: SignedInRequest, pk: int) -> CalibrationRound:
    calibration_round = get_round(request, pk)
    require(can_lead, request.user, why="The QA lead leads calibration rounds.")
    return calibration_round


def _while_graded(request: SignedInRequest, calibration_round: CalibrationRound, form: RoundForm, said: str, page: str) -> HttpResponse:
    """One of the lead's acts, which the discussion ends."""
    if not calibration_round.is_grading:
        return too_late(
            request, f"This round is {calibration_round.get_state_display().lower()} already. Nothing was changed.", calibration_round
        )
    if form.is_valid() and form.save():
        return _back(request, calibration_round, said)
    waiting = calibration_round.parts.filter(finished_on=None).select_related("person")
    return render(
        request,
        f"audits/calibration/{page}.html",
        {"round": calibration_round, "form": form, "facts": round_summary(calibration_round), "waiting": waiting},
    )


@get_or_post
def discussion(request: SignedInRequest, pk: int) -> HttpResponse:
    calibration_round = get_round(request, pk)
    require(
        sees_round_grades,
        request.user,
        calibration_round,
        why="Only people who graded can see the grades of a round, once it is open for discussion.",
    )
    found = discussion_of(calibration_round)
    if request.GET.get("export") in ("csv", "xlsx"):
        return sheets_as_file([round_sheet(found)], request.GET["export"], f"Calibration {calibration_round.pk}")
    may_lead = can_lead(request.user) and not calibration_round.is_closed
    if request.method == "POST":
        require(can_lead, request.user)
        if calibration_round.is_closed:
            return too_late(request, "This round is closed already. Nothing was changed.", calibration_round)
    form = (
        DiscussionForm(form_data(request), actor=request.user, calibration_round=calibration_round, rows=found.rows) if may_lead else None
    )
    if form and form.is_valid() and form.save():
        said = "The round is closed." if form.is_closing else "The discussion is saved."
        return _back(request, calibration_round, said)
    context = {"round": calibration_round, "found": found, "given": given_table(found), "form": form, "exports": EXPORTS}
    return render(request, "audits/calibration/discussion.html", context)
