"""Auditing a record again, to see whether practice changed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.allocation import add_audit
from audits.conflicts import stakes_of
from audits.enums import AuditState
from audits.models import Audit, Cycle, ReAudit
from audits.permissions import can_lead
from audits.sampling.services.replacement import add_by_hand, latest_sample
from audits.services.counting import count_again
from audits.services.errors import ConflictOfInterest
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.names import case_key


@transaction.atomic
def plan_re_audit(*, actor: Person, earlier: Audit, cycle: Cycle) -> Audit:
    """Put the record into a later month, linked to its earlier audit. The same auditor may audit it again."""
    earlier = _open_for_planning(actor, earlier)
    if cycle.month <= earlier.cycle.month:
        raise ValidationError({"cycle": f"Choose a month after {earlier.cycle}."})
    facts: dict[str, Any] = {
        "case_id": earlier.case_id,
        "team": earlier.team,
        "allocated_worker": earlier.allocated_worker,
        "plan_type": earlier.plan_type,
        "age_band": earlier.age_band,
    }
    if latest_sample(cycle):
        audit = add_by_hand(actor=actor, cycle=cycle, why=f"Re-audit of {earlier}", **facts)
    else:
        audit = add_audit(actor=actor, cycle=cycle, **facts)
    return _link(actor, earlier, audit)


@transaction.atomic
def link_re_audit(*, actor: Person, earlier: Audit, audit: Audit) -> Audit:
    """Say that an audit that is there already looks at the same record again."""
    earlier = _open_for_planning(actor, earlier)
    if case_key(audit.case_id) != case_key(earlier.case_id) or audit.cycle.month <= earlier.cycle.month:
        raise ValidationError({"audit": f"Choose a later audit of the record of {earlier}."})
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    if ReAudit.objects.filter(audit=audit).exists():
        raise ValidationError({"audit": f"{audit} is the re-audit of another one already."})
    return _link(actor, earlier, audit)


@transaction.atomic
def waive_re_audit(*, actor: Person, earlier: Audit, reason: str) -> None:
    """Say why this one is not audited again."""
    earlier = _open_for_planning(actor, earlier)
    if stakes := stakes_of(actor, earlier):
        raise ConflictOfInterest(stakes)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is not audited again."})
    _store(actor, earlier, audit=None, reason=reason.strip())
    record(actor=actor, verb="audit.re_audit_waived", target=earlier, reason=reason.strip())


def _link(actor: Person, earlier: Audit, audit: Audit) -> Audit:
    _store(actor, earlier, audit=audit, reason="")
    record(actor=actor, verb="audit.re_audit_planned", target=earlier, audit=audit.pk, month=audit.cycle.code)
    record(actor=actor, verb="audit.is_re_audit", target=audit, earlier=earlier.pk)
    return audit


def _store(actor: Person, earlier: Audit, *, audit: Audit | None, reason: str) -> None:
    facts = {"audit": audit, "reason": reason, "planned_by": actor, "planned_on": today()}
    before = ReAudit.objects.filter(earlier=earlier, audit__isnull=False).values_list("audit", flat=True)
    linked = {*before, *([audit.pk] if audit else [])}
    ReAudit.objects.update_or_create(earlier=earlier, defaults=facts)
    count_again(linked)


def _open_for_planning(actor: Person, earlier: Audit) -> Audit:
    """The finished audit, locked; refused where it was settled already, unless its re-audit was withdrawn."""
    require(can_lead, actor)
    earlier = locked(Audit.objects.for_page(), pk=earlier.pk)
    if not earlier.is_finished:
        raise ValidationError(f"{earlier} is not finished. It is audited again once it is.")
    if ReAudit.objects.filter(earlier=earlier).exclude(audit__state=AuditState.WITHDRAWN).exists():
        raise StaleState(f"The re-audit of {earlier} is settled already. Open it to see how.")
    return earlier
