"""Putting a child's record into a cycle, and choosing who audits and who moderates it."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.conflicts import conflicts_of
from audits.enums import ConflictKind, State
from audits.models import Audit, ConflictOverride, Cycle
from audits.permissions import can_lead
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today

from .errors import ConflictOfInterest, StaleState

Reasons = dict[ConflictKind, str]


@transaction.atomic
def add_audit(
    *,
    actor: Person,
    cycle: Cycle,
    case_id: str,
    auditor: Person | None = None,
    moderator: Person | None = None,
    reasons: Reasons | None = None,
    **facts: Any,
) -> Audit:
    """Add a record to a cycle. `facts`: team, allocated_worker, plan_type, age_band, cohort (the cycle's unless given)."""
    require(can_lead, actor)
    if not case_id.strip():
        raise ValidationError("Give the record’s case ID.")
    if cycle.audits.filter(case_id=case_id).exclude(state=State.WITHDRAWN).exists():
        raise ValidationError(f"{case_id} is already in {cycle}. A record is audited once a month.")
    facts.setdefault("cohort", cycle.cohort)
    audit = Audit.objects.create(cycle=cycle, tool=cycle.tool, case_id=case_id, **facts)
    record(actor=actor, verb="audit.added", target=audit, cycle=cycle.code)
    if auditor or moderator:
        audit = allocate(actor=actor, audit=audit, auditor=auditor, moderator=moderator, reasons=reasons)
    return audit


@transaction.atomic
def allocate(*, actor: Person, audit: Audit, auditor: Person | None, moderator: Person | None, reasons: Reasons | None = None) -> Audit:
    """Choose the auditor and the moderator, or change them.

    A hard conflict of interest is refused; a soft one needs the lead's reason, by kind, in `reasons`. Raises
    ConflictOfInterest, ValidationError where a person lacks the role or is away until after the due date, StaleState
    once the audit is started (auditor) or finished (both).
    """
    require(can_lead, actor)
    audit = Audit.objects.select_for_update(of=("self",)).for_page().get(pk=audit.pk)
    if audit.state not in (State.ALLOCATED, State.IN_PROGRESS, State.SUBMITTED):
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: its auditor and moderator stay as they are.")
    if audit.auditor_id and audit.state != State.ALLOCATED and auditor != audit.auditor:
        raise StaleState(f"{audit} was started by {audit.auditor}: its auditor cannot change now.")
    before = {"auditor": str(audit.auditor), "moderator": str(audit.moderator)}
    if auditor != audit.auditor:
        _require_available(auditor, Role.AUDITOR, audit.cycle.audits_due)
        _require_free_of(auditor, audit)
    if moderator != audit.moderator:
        _require_available(moderator, Role.MODERATOR, audit.cycle.moderation_due)
    if auditor and auditor == moderator:
        raise ValidationError("The auditor and the moderator must be different people.")
    audit.auditor, audit.moderator = auditor, moderator
    _settle_conflicts(actor, audit, reasons or {})
    audit.save(update_fields=["auditor", "moderator"])
    record(actor=actor, verb="audit.allocated", target=audit, before=before, auditor=auditor, moderator=moderator)
    return audit


def _require_available(person: Person | None, role: Role, due: datetime.date | None) -> None:
    """The person has the role, works here, and is not away from today until after the due date."""
    if person is None:
        return
    if not person.has_role(role):
        raise ValidationError(f"{person} does not have the role “{role.label}”.")
    if not person.is_active:
        raise ValidationError(f"{person} no longer works here.")
    now = today()
    until = person.away_until(now)
    if due and until and now <= due <= until and until > now:
        raise ValidationError(f"{person} is away until {until:%-d %B %Y}, after the due date of {due:%-d %B %Y}. Choose somebody else.")


def _require_free_of(auditor: Person | None, audit: Audit) -> None:
    """A record that was withdrawn from an auditor does not come back to the same one in the same month."""
    other = audit.cycle.audits.filter(case_id=audit.case_id, auditor=auditor).exclude(pk=audit.pk).first() if auditor else None
    if other:
        raise ValidationError(f"{auditor} has had {audit.case_id} in {audit.cycle} already ({other}). Choose somebody else.")


def _settle_conflicts(actor: Person, audit: Audit, reasons: Reasons) -> None:
    """Store the lead's reasons for the soft conflicts; refuse what is hard or has no reason."""
    accepted = set(audit.overrides.values_list("person", "conflict"))
    refused = []
    for person in filter(None, [audit.auditor, audit.moderator]):
        for conflict in conflicts_of(person, audit):
            reason = reasons.get(conflict.kind, "").strip()
            if conflict.is_hard or not (reason or (person.pk, conflict.kind) in accepted):
                refused.append(conflict)
            elif reason and (person.pk, conflict.kind) not in accepted:
                ConflictOverride.objects.create(
                    audit=audit, person=person, conflict=conflict.kind, reason=reason, given_by=actor, given_on=today()
                )
                record(actor=actor, verb="audit.conflict_accepted", target=audit, person=person, conflict=conflict.kind, reason=reason)
    if refused:
        raise ConflictOfInterest(refused)
