"""What happens after submission: moderation, return, release, withdrawal, the team's response."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import Mode, Stage, State
from audits.models import Audit, Domain, Judgement, ModerationRecord, TeamResponse
from audits.permissions import can_moderate, can_respond
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today

from .errors import Incomplete, StaleState, require_no_conflict
from .moving import move_audit


class Given(NamedTuple):
    """One judgement as a person gives it: the domain (None for overall), the grade, the reason and, for a change, its code."""

    domain: Domain | None
    grade: str
    reason: str = ""
    code: str = ""


Grades = Iterable[tuple]


@transaction.atomic
def save_moderator_grades(*, actor: Person, audit: Audit, grades: Grades) -> None:
    """Keep the moderator's own grades, a record of their own. Where the month is moderated blind they are given once: what
    follows shows the auditor's.
    """
    audit = _to_moderate(actor, audit)
    if audit.cycle.blind and audit.judgements.at(Stage.MODERATOR).exists():
        raise StaleState("You have seen the auditor’s grades, so your own stay as you gave them.")
    given = [Given(*row) for row in grades]
    _require_every_place(audit, given)
    _store(audit, Stage.MODERATOR, given)
    record(actor=actor, verb="audit.moderator_graded", target=audit)


@transaction.atomic
def finish_moderation(*, actor: Person, audit: Audit, agreed: Grades, **noted: str) -> Audit:
    """Freeze the agreed grades. Each that differs from the auditor's needs a code and, in words, the reason for the change.

    `noted` are fields of the moderation's record: a panel's `present` and `minutes`, which it must give, and how good the
    audit itself was, which it may.
    """
    audit = _to_moderate(actor, audit)
    if not audit.judgements.at(Stage.MODERATOR).exists():
        raise ValidationError("Give your own grades first.")
    _store(audit, Stage.AGREED, [Given(*row) for row in agreed])
    _note(audit, {name: words.strip() for name, words in noted.items()})
    return move_audit(audit=audit, move="moderate", actor=actor)


@transaction.atomic
def return_audit(*, actor: Person, audit: Audit, reason: str) -> Audit:
    """Send the audit back to its auditor. The first submitted grades stay as they were."""
    audit = move_audit(audit=audit, move="return", actor=actor, reason=reason)
    audit.judgements.at(Stage.MODERATOR).delete()
    return audit


@transaction.atomic
def release_audit(*, actor: Person, audit: Audit, reason: str) -> Audit:
    """Let the auditor's grades stand without moderation."""
    audit = move_audit(audit=audit, move="release", actor=actor, reason=reason)
    _store(audit, Stage.AGREED, [Given(row.domain, row.grade) for row in audit.judgements.at(Stage.AUDITOR).select_related("domain")])
    return audit


def withdraw_audit(*, actor: Person, audit: Audit, reason: str) -> Audit:
    """Take the record out of the month: closed, transferred, restricted or under a serious incident."""
    move = "withdraw_unstarted" if audit.state == State.ALLOCATED else "withdraw"
    return move_audit(audit=audit, move=move, actor=actor, reason=reason)


@transaction.atomic
def answer_inadequate(*, actor: Person, audit: Audit, text: str) -> TeamResponse:
    """The team's response to an Inadequate."""
    response = TeamResponse.objects.select_for_update(of=("self",)).select_related("audit__team__service").get(audit=audit)
    require(can_respond, actor, response.audit)
    if response.answered_on:
        raise StaleState(f"{response.answered_by} answered this on {response.answered_on:%-d %B %Y}.")
    if not text.strip():
        raise ValidationError("Write what the team has done and will do.")
    response.text, response.answered_by, response.answered_on = text.strip(), actor, today()
    response.save()
    record(actor=actor, verb="audit.answered", target=audit)
    return response


def _note(audit: Audit, noted: dict[str, str]) -> None:
    if audit.cycle.mode == Mode.PANEL:
        asked = {"present": "Say who was on the panel.", "minutes": "Give the panel’s minutes."}
        if missing := {name: sentence for name, sentence in asked.items() if not noted.get(name)}:
            raise Incomplete(missing)
    if any(noted.values()):
        ModerationRecord.objects.create(audit=audit, **noted)


def _require_every_place(audit: Audit, grades: list[Given]) -> None:
    graded = {domain.pk if domain else None for domain, grade, *_ in grades if grade}
    places = [*((domain.pk, domain.name) for domain in audit.tool.domains.all()), (None, "the overall judgement")]
    if missing := {f"grade-{pk or 'overall'}": f"Give your own grade for {name}." for pk, name in places if pk not in graded}:
        raise Incomplete(missing)


def _to_moderate(actor: Person, audit: Audit) -> Audit:
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    require(can_moderate, actor, audit)
    require_no_conflict(actor, audit)
    if audit.state != State.SUBMITTED:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: it is not waiting for moderation.")
    return audit


def _store(audit: Audit, stage: Stage, grades: list[Given]) -> None:
    audit.judgements.at(stage).delete()
    Judgement.objects.bulk_create(
        [
            Judgement(audit=audit, domain=domain, stage=stage, grade=grade, reason=reason.strip(), change_code=code)
            for domain, grade, reason, code in grades
        ]
    )
