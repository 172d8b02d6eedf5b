"""Calibration rounds: plan one, grade it without seeing the others', talk it over, write down what was learned."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.calibration.queries.rounds import RoundItem, judging_now, record_of, round_items
from audits.calibration.workflow import MOVES
from audits.conflicts import ConflictChecker, stakes_of
from audits.cycles.services.cycles import current_tool
from audits.enums import Grade, Part
from audits.models import Audit, CalibrationGrade, CalibrationOutcome, CalibrationPart, CalibrationRound, Domain
from audits.moderation.services.moderation import GivenGrade, Grades
from audits.permissions import can_lead
from audits.queries.due_days import part_due
from audits.queries.grade_words import grade_word
from audits.queries.restrictions import named_readers
from audits.services.errors import ConflictOfInterest
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.own_time import with_own_days
from foundation.documents.formats import uk_date
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import Lines, normalised_lines
from foundation.errors import Incomplete, StaleState
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Workflow
from foundation.notices.services import notify

FEWEST = 2
# A round asks for a grade of practice or, in a domain, that it does not apply.
GRADES = frozenset(Grade.values)


@transaction.atomic
def plan_round(
    *, actor: Person, title: str, due: datetime.date, people: Collection[Person], audit: Audit | None = None, **facts: Any
) -> CalibrationRound:
    """Ask `people` to grade one record. It is that of a finished `audit`, or given by `facts`: case_id, team, allocated_worker,
    plan_type, tool (the current one unless given).
    """
    require(can_lead, actor)
    if audit:
        names = ("case_id", "team", "allocated_worker", "plan_type", "tool")
        facts = {name: getattr(audit, name) for name in names}
    facts.setdefault("tool", current_tool())
    planned = CalibrationRound(title=title.strip(), due=due, audit=audit, planned_by=actor, **facts)
    if wrong := _wrong_plan(planned, audit):
        raise ValidationError(wrong)
    _require_people(actor, planned, people, fewest=FEWEST)
    planned.save()
    record(actor=actor, verb="calibration.planned", target=planned, due=str(due), people=[person.name for person in people])
    _invite(planned, people, with_own_days(planned.due, today()))
    return planned


@transaction.atomic
def invite_more(
    *, actor: Person, calibration_round: CalibrationRound, people: Collection[Person], due: datetime.date | None = None
) -> None:
    """Ask others too, while the round is being graded. They have time by rule, or until `due`."""
    calibration_round, step = begin_move(ROUNDS, actor, calibration_round, "invite")
    new = [person for person in people if not calibration_round.parts.filter(person=person).exists()]
    if not new:
        return
    _require_people(actor, calibration_round, new, fewest=1)
    if due and due < max(today(), calibration_round.due):
        least = max(today(), calibration_round.due)
        raise ValidationError({"due": f"Choose {uk_date(least)} or a later date."})
    due = due or with_own_days(calibration_round.due, today())
    complete_move(actor, calibration_round, step, people=[person.name for person in new], due=due)
    _invite(calibration_round, new, due)


@transaction.atomic
def save_reference(*, actor: Person, calibration_round: CalibrationRound, grades: Grades) -> None:
    """The lead's own grades, to which the others' are compared; nobody else sees them until the discussion."""
    calibration_round, step = begin_move(ROUNDS, actor, calibration_round, "refer")
    if calibration_round.parts.filter(person=actor).exists():
        raise ValidationError("You grade this round yourself, so you cannot give its reference too.")
    for domain, grade, reason, _ in (GivenGrade(*row) for row in grades):
        _require_grade(grade)
        CalibrationOutcome.objects.update_or_create(
            round=calibration_round, domain=domain, defaults={"reference": grade, "reason": reason.strip() if grade else ""}
        )
    complete_move(actor, calibration_round, step)


@transaction.atomic
def save_round_grades(*, actor: Person, calibration_round: CalibrationRound, grades: Grades, seen: str | None = None) -> None:
    """Keep what `actor` has graded so far. Nothing is asked for yet.

    `seen` is the token of the grades from which they began; EditConflict where others are stored by now.
    """
    part, step = _own_part(actor, calibration_round, "grade")
    given = [GivenGrade(*row) for row in grades]
    places = round_items(part.round)
    theirs = grades_lines(places, {row.domain_id: (row.grade, row.reason) for row in part.grades.all()})
    mine = grades_lines(places, {row.domain.pk if row.domain else None: (row.grade, row.reason) for row in given})
    writes = Entry.objects.of(part.round).filter(verb=step.verb, actor=actor).order_by("-pk")
    require_unchanged(what="round", actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    for row in given:
        _require_grade(row.grade)
        CalibrationGrade.objects.update_or_create(part=part, domain=row.domain, defaults={"grade": row.grade, "reason": row.reason.strip()})
    complete_move(actor, part.round, step)


@transaction.atomic
def finish_round_grades(*, actor: Person, calibration_round: CalibrationRound) -> None:
    """Say that one's grades stand. Every place needs a grade and a reason; none changes afterwards."""
    part, step = _own_part(actor, calibration_round, "finish")
    graded = {row.domain_id: row for row in part.grades.all()}
    missing: dict[str, str] = {}
    for place in round_items(calibration_round):
        row = graded.get(place.pk, CalibrationGrade())
        if not row.grade or (place.domain is None and row.grade == Grade.NOT_APPLICABLE):
            missing[f"grade-{place.key}"] = f"Give your grade for {_in_a_sentence(place)}."
        elif not row.reason:
            missing[f"reason-{place.key}"] = f"Give the evidence and your reason for {_in_a_sentence(place)}."
    if missing:
        raise Incomplete(missing)
    part.finished_on = today()
    part.save()
    complete_move(actor, part.round, step)
    _tell_when_all_are_done(part.round)


@transaction.atomic
def open_discussion(*, actor: Person, calibration_round: CalibrationRound, why: str = "") -> CalibrationRound:
    """Show the grades to the people who gave theirs. Where somebody has not finished, say `why` the round does not wait."""
    calibration_round, step = begin_move(ROUNDS, actor, calibration_round, "open", reason=why)
    calibration_round.opened_on = today()
    complete_move(actor, calibration_round, step, reason=why.strip())
    for part in calibration_round.parts.filter(finished_on__isnull=False).select_related("person"):
        notify(
            person=part.person,
            key=f"calibration.opened:{calibration_round.pk}",
            subject="A calibration round is open for discussion",
            words="You can now see who gave which grade.",
            path=calibration_round.get_absolute_url(),
        )
    return calibration_round


@transaction.atomic
def save_discussion(
    *, actor: Person, calibration_round: CalibrationRound, agreed: Mapping[Domain | None, str], notes: str, learned: str
) -> None:
    """What the discussion says so far."""
    calibration_round, step = begin_move(ROUNDS, actor, calibration_round, "discuss")
    for domain, grade in agreed.items():
        _require_grade(grade)
        CalibrationOutcome.objects.update_or_create(round=calibration_round, domain=domain, defaults={"agreed": grade})
    calibration_round.notes, calibration_round.learned = notes.strip(), learned.strip()
    complete_move(actor, calibration_round, step)


@transaction.atomic
def close_round(*, actor: Person, calibration_round: CalibrationRound) -> CalibrationRound:
    """Everything is said: an agreed grade in each place, notes, and what was learned."""
    calibration_round, step = begin_move(ROUNDS, actor, calibration_round, "close")
    calibration_round.closed_on = today()
    return complete_move(actor, calibration_round, step)


def _wrong_plan(planned: CalibrationRound, audit: Audit | None) -> dict[str, str]:
    wrong = {}
    if not planned.title:
        wrong["title"] = "Give the round a title."
    if not planned.case_id.strip():
        wrong["case_id"] = "Give the record’s case ID."
    if planned.due < today():
        wrong["due"] = "The due date must be today or later."
    if audit and not audit.is_finished:
        wrong["audit"] = f"{audit} is not finished yet: its grades could still change."
    return wrong


def _require_people(actor: Person, planned: CalibrationRound, people: Collection[Person], fewest: int) -> None:
    if len(set(people)) < fewest:
        raise ValidationError({"people": "Choose at least two people: one alone has nobody to compare with."})
    refused = [sentence for person in people for sentence in _why_not(planned, person)]
    if actor in people:
        refused.append("You plan this round, so you cannot grade it too.")
    if refused:
        raise ValidationError({"people": refused})


def _invite(calibration_round: CalibrationRound, people: Collection[Person], due: datetime.date) -> None:
    facts = {"round": calibration_round, "invited_on": today(), "due": due if due > calibration_round.due else None}
    invited = [CalibrationPart(person=person, **facts) for person in dict.fromkeys(people)]
    CalibrationPart.objects.bulk_create(invited)
    for person, due in {part.person: part_due(part) for part in invited}.items():
        notify(
            person=person,
            key=f"calibration.invited:{calibration_round.pk}",
            subject="You are invited to a calibration round",
            words=f"Grade one record, without seeing the others’ grades, by {uk_date(due)}.",
            path=calibration_round.get_absolute_url(),
        )


def _tell_when_all_are_done(calibration_round: CalibrationRound) -> None:
    if calibration_round.parts.filter(finished_on=None).exists():
        return
    leads = Person.objects.notifiable().with_role(Role.QA_LEAD)
    for person in leads.filter(pk=calibration_round.planned_by_id) or leads:
        notify(
            person=person,
            key=f"calibration.complete:{calibration_round.pk}",
            subject="All participants have submitted grades for the calibration round",
            words="Open it for discussion.",
            path=calibration_round.get_absolute_url(),
        )


def _own_part(actor: Person, calibration_round: CalibrationRound, move: str) -> tuple[CalibrationPart, Move]:
    """The actor's part, while their grades can still change."""
    calibration_round, step = begin_move(ROUNDS, actor, calibration_round, move)
    part = CalibrationPart.objects.select_for_update().get(round=calibration_round, person=actor)
    if part.finished_on:
        raise StaleState(f"You finished on {uk_date(part.finished_on)}: your grades are final.")
    if refused := _why_not(calibration_round, actor):
        raise ValidationError(refused)
    part.round = calibration_round
    return part, step


def _require_no_stake(actor: Person, calibration_round: CalibrationRound) -> None:
    """Nobody says what the right grade is of their own audit, work or line, nor where they have declared an interest."""
    if stakes := stakes_of(actor, record_of(calibration_round)):
        raise ConflictOfInterest(stakes)


def _require_grade(grade: str) -> None:
    if grade and grade not in GRADES:
        raise ValidationError(f"“{grade}” is not a grade.")


def _stale_text(calibration_round: CalibrationRound, step: Move) -> str:
    return f"This round is “{calibration_round.get_state_display().lower()}” now. Open it again to see what happened."


def _some_finished(calibration_round: CalibrationRound, answers: Mapping[str, str]) -> Missing:
    enough = calibration_round.parts.filter(finished_on__isnull=False).count() >= FEWEST
    return {} if enough else {"finished": "At least two people must have finished: there is nothing to compare yet."}


def _why_not_wait(calibration_round: CalibrationRound, answers: Mapping[str, str]) -> Missing:
    unfinished = calibration_round.parts.filter(finished_on=None).exists()
    asked = {"why": "Say why the round does not wait for the people who have not finished."}
    return asked if unfinished and not answers.get("reason", "").strip() else {}


def _every_grade_agreed(calibration_round: CalibrationRound, answers: Mapping[str, str]) -> Missing:
    agreed = {row.domain_id for row in calibration_round.outcomes.exclude(agreed="")}
    return {
        f"agreed-{place.key}": f"Agree a grade for {_in_a_sentence(place)}."
        for place in round_items(calibration_round)
        if place.pk not in agreed
    }


def _notes_and_lessons(calibration_round: CalibrationRound, answers: Mapping[str, str]) -> Missing:
    asked = {"notes": "Write notes of the discussion.", "learned": "Write what you learned."}
    return {name: sentence for name, sentence in asked.items() if not getattr(calibration_round, name)}


ROUNDS = Workflow(
    moves=MOVES,
    rows=CalibrationRound.objects.all,
    stale_text=_stale_text,
    needs={
        "some_finished": _some_finished,
        "why_not_wait": _why_not_wait,
        "every_grade_agreed": _every_grade_agreed,
        "notes_and_lessons": _notes_and_lessons,
    },
    require_no_conflict=_require_no_stake,
)


def _in_a_sentence(item: RoundItem) -> str:
    return item.domain.name if item.domain else "the overall judgement"


def _why_not(calibration_round: CalibrationRound, person: Person) -> list[str]:
    """Sentences on what keeps a person from grading this record: their own work or line, or having seen its grades."""
    if not person.is_active or not person.has_role(Role.AUDITOR, Role.MODERATOR):
        return [f"{person.name} neither audits nor moderates."]
    record_to_grade = record_of(calibration_round)
    if not named_readers().may_know(person, record_to_grade):
        return [f"{person.name} may not read this record, which is restricted. Choose a named reader, or another record."]
    hard = [each.sentence for each in ConflictChecker([record_to_grade]).conflicts(person, record_to_grade, Part.AUDITOR) if each.is_hard]
    if not hard and calibration_round.audit and Audit.objects.visible_to(person).filter(pk=calibration_round.audit.pk).exists():
        return [f"{person.name} can read {calibration_round.audit} and its grades already."]
    if not hard and (at_work := judging_now(calibration_round, person)):
        return [f"{person.name} judges this child’s record in {at_work} just now."]
    return hard


def grades_lines(places: Sequence[RoundItem], grades: Mapping[int | None, tuple[str, str]]) -> Lines:
    """What somebody has given in each place, as lines; `grades` are the grade and the reason by the domain’s key."""
    given = [(place.name, grades.get(place.pk, ("", ""))) for place in places]
    return normalised_lines(line for name, (grade, why) in given for line in ((name, grade_word(grade)), (f"{name}: reason", why)))
