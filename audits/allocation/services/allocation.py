"""Putting a child's record into a cycle, and choosing who audits and who moderates it."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from audits.allocation.queries.availability import people_of_its_actions, unavailability
from audits.allocation.services.notifications import notify_of_allocation
from audits.calculations.disclosure import cohort_refused
from audits.conflicts import Conflict, ConflictChecker, stakes_of
from audits.enums import OPEN_STATES, AllocationSource, AuditState, MovedWhy, Part, Stage
from audits.models import Allocation, Audit, ConflictOverride, Cycle
from audits.moderation.services.revelations import reveal_before_giving
from audits.permissions import can_lead
from audits.practitioner.services.reflection import ask_for_reflection
from audits.queries.due_days import offered_in_month, part_now
from audits.queries.identity_check import identity_in_cohort
from audits.services.counting import count_again
from audits.services.errors import ConflictOfInterest, require_running
from audits.services.involvement import keep_involved
from audits.services.own_time import give_time
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.names import case_key

# Why a soft conflict is accepted: by its kind, for anyone, or by person and kind.
Reasons = Mapping[Any, str]


class People(NamedTuple):
    """Who has an audit."""

    auditor: Person | None
    moderator: Person | None


@transaction.atomic
def add_audit(
    *,
    actor: Person,
    cycle: Cycle,
    case_id: str,
    auditor: Person | None = None,
    moderator: Person | None = None,
    reasons: Reasons | None = None,
    due: datetime.date | None = None,
    **facts: Any,
) -> Audit:
    """Add a record to a cycle. `facts`: team, allocated_worker, plan_type, age_band, was_closed, cohort (the cycle's unless given)."""
    require(can_lead, actor)
    # Another lead who adds a record at the same moment waits, and then learns that this one is in the month.
    cycle = locked(Cycle.objects.select_related("tool"), pk=cycle.pk)
    require_running(cycle)
    if not case_id.strip():
        raise ValidationError("Give the record’s case ID.")
    if cycle.audits.filter(case_key=case_key(case_id)).exclude(state=AuditState.WITHDRAWN).exists():
        raise ValidationError(f"{case_id} is already in {cycle}. A record is audited once a month.")
    facts.setdefault("cohort", cycle.cohort)
    if find := identity_in_cohort(facts["cohort"]):
        raise ValidationError({"cohort": cohort_refused(find.text, find.kind)})
    audit = Audit.objects.create(cycle=cycle, tool=cycle.tool, case_id=case_id, **facts)
    keep_involved(audit)
    record(actor=actor, verb="audit.added", target=audit, cycle=cycle.code)
    if auditor or moderator:
        audit = allocate(actor=actor, audit=audit, auditor=auditor, moderator=moderator, reasons=reasons, due=due)
    return audit


@transaction.atomic
def allocate(
    *,
    actor: Person,
    audit: Audit,
    auditor: Person | None,
    moderator: Person | None,
    reasons: Reasons | None = None,
    source: AllocationSource = AllocationSource.BY_HAND,
    why: str = "",
    due: datetime.date | None = None,
    version: str | None = None,
) -> Audit:
    """Choose the auditor and the moderator, or change them; `why` is kept with the change.

    A person who is given work to do now has time by rule, or until `due`; a person who has it already keeps their date.

    A hard conflict of interest is refused; a soft one needs the lead's reason, by kind, or by person and kind, in
    `reasons`. Raises StaleVersion where the audit is no longer of the `version` that was seen, ConflictOfInterest,
    ValidationError where a person lacks the role or is away until after the due date, StaleState once the audit is
    started (auditor) or finished (both). Nothing happens where nothing changes.
    """
    require(can_lead, actor)
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require_version(audit, version)
    _require_open(audit, auditor)
    if {auditor, moderator} - {audit.auditor, audit.moderator, None}:
        require_running(audit.cycle)
    before = People(audit.auditor, audit.moderator)
    _require_free_to_change(actor, audit, auditor, moderator)
    _require_available(audit, auditor, moderator, due)
    audit.auditor, audit.moderator = auditor, moderator
    accepted = _settle_conflicts(actor, audit, reasons or {})
    if before != People(auditor, moderator):
        keep_involved(audit)
        if before.moderator != moderator:
            reveal_before_giving(person=moderator, audit=audit)
        audit.save(update_fields=["auditor", "moderator"])
        note_change(actor=actor, audit=audit, before=before, source=source, why=why.strip(), due=due)
        ask_for_reflection(audit)
    elif accepted:
        record(actor=actor, verb="audit.allocated", target=audit, auditor=auditor, moderator=moderator)
    return audit


def _require_open(audit: Audit, auditor: Person | None) -> None:
    if audit.state not in OPEN_STATES:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: its auditor and moderator stay as they are.")
    if audit.auditor_id and audit.state != AuditState.ALLOCATED and auditor != audit.auditor:
        raise StaleState(f"{audit} was started by {audit.auditor}: its auditor cannot change now.")


def _require_free_to_change(actor: Person, audit: Audit, auditor: Person | None, moderator: Person | None) -> None:
    """Once an audit was submitted, nobody with a stake in it takes it from somebody to give it to another."""
    relieved = {audit.auditor, audit.moderator} - {auditor, moderator, None}
    if audit.submitted_on and relieved and (stakes := stakes_of(actor, audit)):
        said = " ".join(stake.sentence for stake in stakes)
        raise ValidationError(f"{said} Another QA lead changes who has it.")


def _require_available(audit: Audit, auditor: Person | None, moderator: Person | None, due: datetime.date | None) -> None:
    """A newly chosen person can do it by the day that they would have; a person who has it already keeps it."""
    cycle, refused = audit.cycle, []
    if auditor and auditor != audit.auditor:
        until = due or offered_in_month(cycle, Part.AUDITOR, today())
        refused += [_unavailable(auditor, Part.AUDITOR, until), _had_already(auditor, audit)]
    if moderator and moderator != audit.moderator:
        until = offered_in_month(cycle, Part.MODERATOR, today())
        refused += [_unavailable(moderator, Part.MODERATOR, until), _knows_already(moderator, audit)]
    if auditor and auditor == moderator:
        refused += ["The auditor and the moderator must be different people."]
    if any(refused):
        raise ValidationError(list(filter(None, refused)))


def _unavailable(person: Person, part: Part, due: datetime.date | None) -> str:
    found = unavailability(person, part, due)
    return found.sentence if found else ""


def _had_already(auditor: Person, audit: Audit) -> str:
    """A record that was withdrawn from an auditor does not come back to the same one in the same month."""
    other = audit.cycle.audits.filter(case_key=case_key(audit.case_id), auditor=auditor).exclude(pk=audit.pk).first()
    return f"{auditor} has had {audit.case_id} in {audit.cycle} already ({other}). Choose somebody else." if other else ""


def _knows_already(moderator: Person, audit: Audit) -> str:
    """The owner of an action of the audit, and each helper, would no longer judge blind."""
    number = people_of_its_actions(audit).get(moderator.pk)
    if number is None:
        return ""
    return f"{moderator} has action {number}, which was raised from {audit}, so cannot moderate it blind. Choose somebody else."


def _settle_conflicts(actor: Person, audit: Audit, reasons: Reasons) -> bool:
    """Store the lead's reasons for the soft conflicts, and say whether there were any; refuse what is hard or has no reason."""
    accepted = set(audit.overrides.exclude(given_by=F("person")).values_list("person", "conflict"))
    refused: list[Conflict] = []
    given: list[tuple[Conflict, str]] = []
    for conflict in _to_settle(audit):
        if not conflict.is_hard and (conflict.person.pk, conflict.kind) in accepted:
            continue
        reason = (reasons.get((conflict.person.pk, conflict.kind)) or reasons.get(conflict.kind, "")).strip()
        if conflict.is_hard or not reason:
            refused.append(conflict)
        else:
            given.append((conflict, reason))
    if refused:
        raise ConflictOfInterest(refused)
    if own := [conflict.sentence for conflict, _ in given if conflict.person == actor]:
        raise ValidationError(
            f"{' '.join(own)} Nobody accepts their own conflict of interest: ask another QA lead, or choose somebody else."
        )
    for conflict, reason in given:
        facts = {"reason": reason, "given_by": actor, "given_on": today()}
        ConflictOverride.objects.update_or_create(audit=audit, person=conflict.person, conflict=conflict.kind, defaults=facts)
        record(actor=actor, verb="audit.conflict_accepted", target=audit, person=conflict.person, conflict=conflict.kind, reason=reason)
    return bool(given)


def _to_settle(audit: Audit) -> list[Conflict]:
    """Of the people who have still to judge: an auditor has judged once the audit is submitted, until it is sent back."""
    judge = ConflictChecker([audit])
    auditor = judge.conflicts(audit.auditor, audit, Part.AUDITOR) if audit.auditor and audit.state != AuditState.SUBMITTED else []
    return auditor + (judge.conflicts(audit.moderator, audit, Part.MODERATOR) if audit.moderator else [])


def note_change(
    *, actor: Person, audit: Audit, before: People, source: AllocationSource, why: str = "", due: datetime.date | None = None
) -> None:
    """Keep the history of a change of auditor or moderator, and notify the people who have it now and who had it."""
    after = People(audit.auditor, audit.moderator)
    if before.moderator != after.moderator:
        # Another's own grades would show this moderator what was graded before they give theirs.
        audit.judgements.at(Stage.MODERATOR).delete()
        audit.moderation_drafts.all().delete()
    for part, had, has in ((Part.AUDITOR, before.auditor, after.auditor), (Part.MODERATOR, before.moderator, after.moderator)):
        if had != has:
            change = Allocation.objects.create(
                audit=audit, part=part, before=had, after=has, made_by=actor, made_on=today(), source=source, reason=why
            )
            # A moderator has time from when it is submitted.
            if has and part == part_now(audit):
                give_time(actor=actor, audit=audit, part=part, why=MovedWhy.GIVEN, due=due)
            notify_of_allocation(change, actor)
    if audit.submitted_on:
        count_again([audit.pk])
    facts = {"auditor": audit.auditor, "moderator": audit.moderator, "source": source, "reason": why}
    was = {"auditor": str(before.auditor), "moderator": str(before.moderator)}
    record(actor=actor, verb="audit.allocated", target=audit, before=was, **facts)
