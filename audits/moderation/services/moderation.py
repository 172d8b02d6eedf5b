"""What happens after submission: moderation, return, release, withdrawal, the team's response."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import AuditState, ModerationStep, MovedWhy, Part, ShownBy, Stage, VersionKind, WithdrawalKind
from audits.models import Audit, Domain, Judgement, ModerationDraft, Withdrawal
from audits.moderation.services.meeting import keep_record
from audits.moderation.services.revelations import reveal, seen_words
from audits.moderation.services.versions import keep_version
from audits.permissions import can_moderate
from audits.queries.applicability import Applicability
from audits.responses.services.responses import record_outcome_of_inadequate
from audits.services.counting import count_again
from audits.services.errors import require_no_conflict
from audits.services.moves import missing_for, move_audit
from audits.services.own_time import give_time
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import Incomplete, StaleState


class GivenGrade(NamedTuple):
    """One judgement as a person gives it: the domain (None for overall), the grade, the reason and, for a change, its code."""

    domain: Domain | None
    grade: str
    reason: str = ""
    code: str = ""


Grades = Iterable[tuple]


@transaction.atomic
def keep_for_later(*, actor: Person, audit: Audit, step: ModerationStep, answers: dict[str, Any]) -> None:
    """Keep what the moderator has filled in of one page, finished or not: nobody else reads it and nothing counts it."""
    audit = _to_moderate(actor, audit)
    facts = {"answers": answers, "saved_on": today()}
    ModerationDraft.objects.update_or_create(audit=audit, person=actor, step=step, defaults=facts)
    record(actor=actor, verb="audit.moderation_kept", target=audit, step=step)


@transaction.atomic
def save_moderator_grades(*, actor: Person, audit: Audit, grades: Grades) -> None:
    """Keep the moderator's own grades, a record of their own. Where the month is moderated blind they are given once: what
    follows shows the auditor's. A moderator who has seen those before grades too, but not blind, and the audit says so.
    """
    audit = _to_moderate(actor, audit)
    if audit.cycle.blind and audit.judgements.at(Stage.MODERATOR).exists():
        raise StaleState("You have seen the auditor’s grades, so your own stay as you gave them.")
    given = [GivenGrade(*row) for row in grades]
    _require_every_place(audit, given)
    seen = seen_words(audit, actor)
    audit.moderated_knowing = bool(seen)
    audit.save(update_fields=["moderated_knowing"])
    _store(audit, Stage.MODERATOR, given)
    # What was kept of the agreed grades began from other ones of the moderator's.
    audit.moderation_drafts.all().delete()
    reveal(person=actor, audits=[audit.pk], how=ShownBy.GRADED)
    record(actor=actor, verb="audit.moderator_graded", target=audit, **({"reason": seen} if seen else {}))


@transaction.atomic
def finish_moderation(*, actor: Person, audit: Audit, agreed: Grades, **noted: Any) -> Audit:
    """Freeze the agreed grades. Each that differs from the auditor's needs a code and, in words, the reason for the change.

    `noted` is what `keep_record` takes: who talked it over, when and with what result, which a discussion and a panel must
    give, and how good the audit itself was, which any may.
    """
    audit = _to_moderate(actor, audit)
    if not audit.judgements.at(Stage.MODERATOR).exists():
        raise ValidationError("Give your own grades first.")
    _store(audit, Stage.AGREED, [GivenGrade(*row) for row in agreed])
    missing = missing_for(audit, "moderate")
    try:
        keep_record(audit, **noted)
    except Incomplete as refused:
        missing |= refused.missing
    if missing:
        # All at once: a moderator who corrects the grades should not learn only then that the talk lacks its day.
        raise Incomplete(missing)
    audit = move_audit(audit=audit, move="moderate", actor=actor)
    audit.moderation_drafts.all().delete()
    record_outcome_of_inadequate(audit)
    count_again([audit.pk])
    return audit


@transaction.atomic
def return_audit(*, actor: Person, audit: Audit, reason: str, due: datetime.date | None = None) -> Audit:
    """Send the audit back to its auditor, who has time by rule, or until `due`.

    The first submitted grades stay as they were; what is sent back is kept as a version.
    """
    audit = move_audit(audit=audit, move="return", actor=actor, reason=reason)
    keep_version(actor=actor, audit=audit, kind=VersionKind.RETURNED, state=AuditState.SUBMITTED, why=reason)
    give_time(actor=actor, audit=audit, part=Part.AUDITOR, why=MovedWhy.SENT_BACK, due=due)
    audit.judgements.at(Stage.MODERATOR).delete()
    audit.moderation_drafts.all().delete()
    count_again([audit.pk])
    return audit


@transaction.atomic
def release_audit(*, actor: Person, audit: Audit, reason: str) -> Audit:
    """Let the auditor's grades stand without moderation."""
    audit = move_audit(audit=audit, move="release", actor=actor, reason=reason)
    _store(audit, Stage.AGREED, [GivenGrade(row.domain, row.grade) for row in audit.judgements.at(Stage.AUDITOR).select_related("domain")])
    record_outcome_of_inadequate(audit)
    count_again([audit.pk])
    return audit


@transaction.atomic
def withdraw_audit(*, actor: Person, audit: Audit, reason: str = "", kind: WithdrawalKind = WithdrawalKind.OTHER) -> Audit:
    """Take the record out of the month. `reason` may add to the `kind`, and says what another reason is."""
    move = "withdraw_unstarted" if audit.state == AuditState.ALLOCATED else "withdraw"
    said = reason.strip() if kind == WithdrawalKind.OTHER else ". ".join(filter(None, [WithdrawalKind(kind).label, reason.strip()]))
    audit = move_audit(audit=audit, move=move, actor=actor, reason=said)
    Withdrawal.objects.create(audit=audit, kind=kind)
    count_again([audit.pk])
    return audit


def _require_every_place(audit: Audit, grades: list[GivenGrade]) -> None:
    graded = {domain.pk if domain else None for domain, grade, *_ in grades if grade}
    places = [*((domain.pk, domain.name) for domain in Applicability(audit).domains), (None, "the overall judgement")]
    if missing := {f"grade-{pk or 'overall'}": f"Give your own grade for {name}." for pk, name in places if pk not in graded}:
        raise Incomplete(missing)


def _to_moderate(actor: Person, audit: Audit) -> Audit:
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_moderate, actor, audit)
    require_no_conflict(actor, audit)
    if audit.state != AuditState.SUBMITTED:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: it is not waiting for moderation.")
    return audit


def _store(audit: Audit, stage: Stage, grades: list[GivenGrade]) -> None:
    audit.judgements.at(stage).delete()
    Judgement.objects.bulk_create(
        [
            Judgement(audit=audit, domain=domain, stage=stage, grade=grade, reason=reason.strip(), change_code=code)
            for domain, grade, reason, code in grades
        ]
    )
