"""The practitioner checks the facts of a draft, without its grades, before the audit is submitted."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import AuditState, CorrectionOutcome
from audits.models import Audit, AuditRules, Correction, FactualCheck
from audits.permissions import can_audit
from audits.practitioner.queries.factual_check import grades_named_in
from audits.practitioner.services.draft import parts_of
from audits.practitioner.services.notifications import (
    notify_check_is_answered,
    notify_check_is_asked,
    notify_check_is_settled,
)
from audits.services.counting import count_once_submitted
from audits.stored import CHECKED_PARTS
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.errors import Incomplete, StaleState


@transaction.atomic
def ask_for_factual_check(*, actor: Person, audit: Audit) -> FactualCheck:
    """Show the practitioner the draft as it is now, without grades. Once an audit."""
    audit = _being_written(audit)
    require(can_audit, actor, audit)
    if not audit.cycle.collaborative:
        raise ValidationError(f"{audit.cycle} is planned without factual checks. The QA lead can change the month’s plan.")
    if FactualCheck.objects.filter(audit=audit).exists():
        raise StaleState("A factual check was asked for already. It is asked for once an audit.")
    if audit.allocated_worker is None or not audit.allocated_worker.is_active:
        raise ValidationError("The record has no allocated worker here who could check the facts.")
    parts = parts_of(audit)
    if not parts:
        raise ValidationError("There is nothing to check yet. Write your evidence first.")
    due = add_working_days(today(), AuditRules.current().factual_check_days)
    check = FactualCheck.objects.create(
        audit=audit, parts=CHECKED_PARTS.write(parts=parts), asked_by=actor, asked_of=audit.allocated_worker, asked_on=today(), due=due
    )
    record(actor=actor, verb="audit.factual_check_asked", target=audit, due=due)
    notify_check_is_asked(audit, check)
    return check


@transaction.atomic
def answer_factual_check(*, actor: Person, audit: Audit, corrections: Mapping[str, str]) -> FactualCheck:
    """Say what is wrong in which part (its key); nothing at all means that there is nothing to correct."""
    audit = _being_written(audit)
    check = FactualCheck.objects.select_for_update().get(audit=audit)
    require(lambda person: person.pk == check.asked_of_id == audit.allocated_worker_id, actor)
    if check.answered_on:
        raise StaleState("You have answered this factual check.")
    given = {part: text.strip() for part, text in corrections.items() if text.strip()}
    if unknown := set(given) - {part["key"] for part in check.drafted}:
        raise ValidationError(f"The draft has no such part: {', '.join(sorted(unknown))}.")
    Correction.objects.bulk_create([Correction(factual_check=check, part=part, text=text) for part, text in given.items()])
    check.answered_on, check.settled_on = today(), None if given else today()
    check.save()
    count_once_submitted(audit)
    record(actor=actor, verb="audit.factual_check_answered", target=audit, corrections=len(given))
    notify_check_is_answered(audit, check)
    return check


@transaction.atomic
def answer_corrections(*, actor: Person, audit: Audit, answers: Mapping[int, tuple[str, str]]) -> FactualCheck:
    """Say what was done with each correction: (outcome, words) by its key. What was not simply corrected needs words."""
    audit = _being_written(audit)
    require(can_audit, actor, audit)
    check = FactualCheck.objects.select_for_update().get(audit=audit)
    if check.answered_on is None or check.settled_on:
        raise StaleState("No correction waits for your answer.")
    corrections = list(check.corrections.select_related("factual_check"))
    missing: dict[str, str] = {}
    for correction in corrections:
        outcome, words = answers.get(correction.pk, ("", ""))
        correction.outcome, correction.answer = outcome, words.strip()
        missing |= _missing_of(correction)
    if missing:
        raise Incomplete(missing)
    Correction.objects.bulk_update(corrections, ["outcome", "answer"])
    check.settled_on = today()
    check.save()
    record(actor=actor, verb="audit.factual_check_settled", target=audit)
    if check.asked_of_id == audit.allocated_worker_id:
        notify_check_is_settled(audit, check)
    return check


def _missing_of(correction: Correction) -> dict[str, str]:
    if correction.outcome not in CorrectionOutcome:
        return {f"outcome-{correction.pk}": f"Select what you did with the correction to {correction.heading}"}
    if correction.outcome != CorrectionOutcome.CHANGED and not correction.answer:
        return {f"answer-{correction.pk}": f"Say why the part on {correction.heading} is not changed as asked"}
    if named := grades_named_in([{"heading": correction.heading, "text": correction.answer}]):
        return {f"answer-{correction.pk}": f"The practitioner reads this before any grade is agreed: say it without “{named[0].find.text}”"}
    return {}


def _being_written(audit: Audit) -> Audit:
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    if audit.state != AuditState.IN_PROGRESS:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: its facts are no longer checked.")
    return audit
