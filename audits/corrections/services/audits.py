"""Correcting the facts of an audited record: which child's, which team's, whose work, on which plan, how old, in which cohort."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.calculations import case_id_refused
from audits.calculations.disclosure import cohort_refused
from audits.conflicts import Conflict, ConflictChecker, involved_in
from audits.corrections.services.listed import follow_in_list
from audits.enums import AuditState, ConflictKind, Part
from audits.models import Audit, Cycle, Interest
from audits.permissions import can_correct_facts
from audits.practitioner.services.other_worker import follow_worker
from audits.queries.identity_check import identity_in_cohort
from audits.services.counting import count_again
from audits.services.involvement import keep_involved
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.errors import StaleState
from foundation.names import case_key

FACTS = ("case_id", "team", "allocated_worker", "plan_type", "age_band", "cohort", "was_closed")
# From these follow conflicts of interest with the record.
_WHOSE = {"team", "allocated_worker"}
DENIED_BECAUSE = "Only a QA lead who has no part or interest in the record corrects its facts: whose work it is decides who may judge it."


class CorrectedFacts(NamedTuple):
    """The corrected audit, and the conflicts of its auditor and moderator for which no reason was accepted."""

    audit: Audit
    conflicts: list[Conflict]


@transaction.atomic
def correct_facts(
    *, actor: Person, audit: Audit, reason: str, never_right: bool = False, version: str | None = None, **facts: Any
) -> CorrectedFacts:
    """Correct what is known of the record. `facts` are any of FACTS; what is not given stays.

    `never_right`: the worker or team that was recorded never was the record's, so nobody is kept from judging because of them; else
    people who had to do with it by those facts stay kept from it. Conflicts of interest are judged again and returned, not refused:
    what is true is stored first. The practitioner's access, what waits for them and the record's place in its list follow. Grades,
    answers and what was approved or sent stay as they are.

    Raises ValidationError by field where the record is in the month already, nothing would change or no reason is given; StaleState
    once it is withdrawn.
    """
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_correct_facts, actor, audit, why=DENIED_BECAUSE)
    require_version(audit, version)
    if audit.state == AuditState.WITHDRAWN:
        raise StaleState(f"{audit} is withdrawn and counted nowhere: its facts stay as they were.")
    before, after = _differing(audit, facts)
    changed = list(after)
    _require_sense(audit, after, reason)
    involved = involved_in(audit)
    _store(audit, after)
    _note_involved(audit, involved, lifted=never_right and not _WHOSE.isdisjoint(changed))
    if "case_id" in changed:
        _follow_case(audit)
    follow_in_list(audit, changed, was_right=not never_right)
    if "allocated_worker" in changed:
        follow_worker(audit, before["allocated_worker"])
    count_again([audit.pk])
    record(
        actor=actor,
        verb="audit.facts_corrected",
        target=audit,
        before=_in_plain(before),
        after=_in_plain(after),
        reason=reason.strip(),
        never_right=never_right,
    )
    return CorrectedFacts(audit, conflicts_now(audit))


def conflicts_now(audit: Audit) -> list[Conflict]:
    """What stands between the record and its auditor and moderator as its facts are now."""
    judge = ConflictChecker([audit])
    auditor = judge.unaccepted(audit.auditor, audit, Part.AUDITOR) if audit.auditor else []
    return auditor + (judge.unaccepted(audit.moderator, audit, Part.MODERATOR) if audit.moderator else [])


def _differing(audit: Audit, facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is stored and what was given, of the facts that are different."""
    given = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items() if name in FACTS}
    after = {name: given[name] for name in FACTS if name in given and given[name] != getattr(audit, name)}
    return {name: getattr(audit, name) for name in after}, after


def _in_plain(facts: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in facts.items()}


def _require_sense(audit: Audit, after: dict[str, Any], reason: str) -> None:
    missing = {} if reason.strip() else {"reason": "Say why the facts are corrected, and where you have it from."}
    if "case_id" in after:
        missing |= _wrong_case(after["case_id"], audit)
    if "cohort" in after and (find := identity_in_cohort(after["cohort"])):
        missing["cohort"] = cohort_refused(find.text, find.kind)
    if missing:
        raise ValidationError(missing)
    if not after:
        raise ValidationError("Nothing is different from what is stored. Change what is wrong, or go back.")


def _wrong_case(case_id: str, audit: Audit) -> dict[str, str]:
    if why := case_id_refused(case_id):
        return {"case_id": why}
    # A lead who adds a record at the same moment waits, and then learns that this one is in the month.
    cycle = locked(Cycle.objects.all(), pk=audit.cycle_id)
    same = cycle.audits.filter(case_key=case_key(case_id)).exclude(pk=audit.pk)
    other = same.filter(auditor=audit.auditor).first() if audit.imported else same.exclude(state=AuditState.WITHDRAWN).first()
    if other:
        return {"case_id": f"{case_id} is in {audit.cycle} already, as audit {other.number}. A record is audited once a month."}
    had = same.filter(auditor=audit.auditor).first() if audit.auditor else None
    if had:
        return {"case_id": f"{audit.auditor} has had {case_id} in {audit.cycle} already ({had}, withdrawn). Choose another auditor first."}
    return {}


def _store(audit: Audit, after: dict[str, Any]) -> None:
    fields = set(after)
    if "case_id" in after:
        if case_key(after["case_id"]) != case_key(audit.case_id):
            audit.written_apart = 0
        fields |= {"case_key", "written_apart"}
    for name in after:
        setattr(audit, name, after[name])
    with first_come(ValidationError({"case_id": f"{audit.case_id} is in {audit.cycle} already. A record is audited once a month."})):
        audit.save(update_fields=fields)


def _note_involved(audit: Audit, before: set[tuple[int, ConflictKind]], *, lifted: bool) -> None:
    """Note the people who have to do with the record by its facts now; facts that never were right keep nobody from it."""
    now = involved_in(audit)
    if lifted:
        _mark(audit, before - now, is_mistaken=True)
    _mark(audit, now, is_mistaken=False)
    keep_involved(audit)


def _mark(audit: Audit, involved: Iterable[tuple[int, ConflictKind]], *, is_mistaken: bool) -> None:
    wanted = set(involved)
    rows = audit.involvements.filter(is_mistaken=not is_mistaken).values_list("pk", "person", "kind")
    audit.involvements.filter(pk__in=[pk for pk, *each in rows if tuple(each) in wanted]).update(is_mistaken=is_mistaken)


def _follow_case(audit: Audit) -> None:
    """An auditor who handed this audit back knows its child, whatever case ID it was written under."""
    for interest in Interest.objects.standing().filter(handed_back=audit).exclude(case_key=case_key(audit.case_id)):
        interest.case_id = audit.case_id
        interest.save(update_fields=["case_id", "case_key"])
