"""The pages and the file of a calibration round: finished values."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from audits.calibration.pages.discussions import Discussion
from audits.calibration.queries.rounds import own_part, round_items, rounds_for
from audits.enums import CalibrationState
from audits.models import CalibrationPart, CalibrationRound
from audits.permissions import can_lead, sees_round_grades
from audits.queries.due_days import part_due
from audits.queries.grade_words import grade_word
from audits.querysets import closed_keys
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.words import in_our_words
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.council.working_days import due_in_words
from foundation.documents import CellValue, Table, plain_table
from foundation.documents.formats import uk_date
from foundation.statistics import count_of

HEADER = ("Judgement", "Person", "Grade", "Reason", "Reference", "Agreed")


@dataclass(frozen=True)
class RoundRow:
    """A round in the list."""

    round: CalibrationRound
    due: str
    finished: str


@dataclass(frozen=True)
class RoundStep:
    """What a person does next, or why there is nothing to do."""

    says: str
    text: str = ""
    href: str = ""


@dataclass(frozen=True)
class RoundPage:
    facts: Sequence[dict[str, Any]]
    step: RoundStep
    others: Sequence[RoundStep]
    parts: Sequence[CalibrationPart]
    outcomes: Sequence[tuple[str, str]]
    leads: bool


def round_list(person: Person, on: datetime.date) -> list[RoundRow]:
    return [
        RoundRow(
            calibration_round,
            due_in_words(calibration_round.due, on) if calibration_round.is_grading else "",
            count_of(calibration_round.finished, calibration_round.invited),
        )
        for calibration_round in rounds_for(person).order_by("-due", "-pk")
    ]


def round_summary(calibration_round: CalibrationRound) -> list[dict[str, Any]]:
    """The record's facts. Which audit it comes from stays out: its grades may be read there."""
    facts = [
        ("Case ID", calibration_round.case_id),
        ("Team", calibration_round.team),
        ("Plan type", in_our_words(calibration_round.get_plan_type_display())),
        ("Audit tool", calibration_round.tool),
        ("Grades due", uk_date(calibration_round.due)),
        ("Planned by", calibration_round.planned_by),
    ]
    return [{"key": key, "value": value or "Not given"} for key, value in facts]


def round_page(calibration_round: CalibrationRound, person: Person, on: datetime.date) -> RoundPage:
    leads = can_lead(person)
    return RoundPage(
        facts=round_summary(calibration_round),
        step=step_of(calibration_round, person),
        others=_others(calibration_round) if leads and calibration_round.is_grading else [],
        parts=list(calibration_round.parts.select_related("person")) if leads or not calibration_round.is_grading else [],
        outcomes=_outcomes(calibration_round) if calibration_round.is_closed else [],
        leads=leads,
    )


def step_of(calibration_round: CalibrationRound, person: Person) -> RoundStep:
    part = own_part(calibration_round, person)
    discussion = reverse("audits:calibration-discussion", args=[calibration_round.pk])
    if calibration_round.is_grading:
        return _step_while_graded(calibration_round, part)
    if not sees_round_grades(person, calibration_round):
        return RoundStep(
            "You did not give your grades, so the others’ are not shown to you. What was agreed stands here once the round is closed."
        )
    if calibration_round.is_closed:
        return RoundStep(f"Closed on {uk_date(calibration_round.closed_on)}.", "Read the discussion", discussion)
    says = f"Open for discussion since {uk_date(calibration_round.opened_on)}."
    return RoundStep(says, "Lead the discussion" if can_lead(person) else "See who gave which grade", discussion)


def _step_while_graded(calibration_round: CalibrationRound, part: CalibrationPart | None) -> RoundStep:
    if part and part.finished_on:
        return RoundStep(f"You finished on {uk_date(part.finished_on)}. You see the others’ grades once the round is open for discussion.")
    if part:
        says = "Read the child’s record, then grade it as you would an audit. Nobody sees your grades before the discussion."
        return RoundStep(says, "Give your grades", reverse("audits:calibration-grade", args=[calibration_round.pk]))
    finished, invited = calibration_round.finished, calibration_round.invited  # type: ignore[attr-defined]  # annotated by rounds_for
    says = f"{count_of(finished, invited)} have finished. Their grades show once you open the discussion."
    return (
        RoundStep(says, "Open the discussion", reverse("audits:calibration-open", args=[calibration_round.pk]))
        if finished > 1
        else RoundStep(says)
    )


def _others(calibration_round: CalibrationRound) -> list[RoundStep]:
    reference, more = (reverse(f"audits:calibration-{name}", args=[calibration_round.pk]) for name in ("reference", "invite"))
    has_reference = calibration_round.outcomes.exclude(reference="").exists()
    return [
        RoundStep("", "Change your reference grades" if has_reference else "Give reference grades", reference),
        RoundStep("", "Invite others", more),
    ]


def _outcomes(calibration_round: CalibrationRound) -> list[tuple[str, str]]:
    agreed = {row.domain_id: grade_word(row.agreed) for row in calibration_round.outcomes.all()}
    return [(place.name, agreed.get(place.pk, "")) for place in round_items(calibration_round)]


def round_sheet(found: Discussion) -> Table:
    rows: list[list[CellValue]] = [
        [row.place.name, given.who, given.grade, given.reason, row.reference, row.agreed] for row in found.rows for given in row.given
    ]
    return plain_table("Calibration", HEADER, rows)


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person))


def work_questions(person: Person) -> list[WorkQuestion]:
    """Rounds that the person has to grade, and what each round that they planned waits for."""
    mine = CalibrationPart.objects.filter(person=person, finished_on=None, round__state=CalibrationState.GRADING).select_related("round")
    parts = mine.exclude(round__case_key__in=closed_keys(person))
    to_grade = WorkQuestion(parts, lambda: [_to_grade(part) for part in parts])
    if not can_lead(person):
        return [to_grade]
    # For the lead who planned it; for every lead where that one has left or leads no longer.
    leads = Person.objects.notifiable().with_role(Role.QA_LEAD).values("pk")
    planned = Q(planned_by=person) | ~Q(planned_by__in=leads)
    # Nobody waits for somebody who has left.
    waits = Count("parts", filter=Q(parts__finished_on=None, parts__person__is_active=True))
    open_ones = rounds_for(person).filter(planned).exclude(state=CalibrationState.CLOSED).annotate(waits=waits)
    asked = CalibrationRound.objects.visible_to(person).filter(planned).exclude(state=CalibrationState.CLOSED)
    return [to_grade, WorkQuestion(asked, lambda: [_to_lead(each) for each in open_ones], [open_ones])]


def _to_grade(part: CalibrationPart) -> WorkItem:
    return WorkItem(
        what=f"Grade the calibration round “{part.round.title}”",
        why="You are invited: grade one record without seeing the others’ grades",
        url=reverse("audits:calibration-grade", args=[part.round.pk]),
        due=part_due(part),
        email_text="Grade the record of a calibration round",
    )


def _to_lead(calibration_round: Any) -> WorkItem:
    """Of a round with how many were invited, have finished and are waited for."""
    finished = count_of(calibration_round.finished, calibration_round.invited)
    is_ready = not calibration_round.is_grading or not calibration_round.waits
    what = "Open the discussion of" if calibration_round.is_grading else "Lead the discussion of"
    return WorkItem(
        what=f"{what} “{calibration_round.title}”" if is_ready else f"Calibration round “{calibration_round.title}”",
        why=f"{finished} have finished",
        url=calibration_round.get_absolute_url(),
        due=calibration_round.due,
        waiting=not is_ready,
        email_text="Lead the discussion of a calibration round" if is_ready else "",
    )
