"""After a sample is in the month: a withdrawn record is replaced by the next in the draw; another may be added by hand, with a reason."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.allocation import add_audit
from audits.enums import Sampled, WithdrawalKind
from audits.models import Audit, Cycle, Sample, SampledRecord
from audits.moderation.services.moderation import withdraw_audit
from audits.permissions import can_lead
from audits.sampling.queries.sampling import next_reserve
from audits.sampling.reading.records import ListedRecord
from audits.sampling.services.sampling import add_listed
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record


@transaction.atomic
def replace_record(*, actor: Person, audit: Audit, reason: str = "", kind: WithdrawalKind = WithdrawalKind.OTHER) -> Audit:
    """Withdraw a drawn record and put the next in the draw of its stratum in its place; the audit of that one is returned.

    Raises ValidationError where the record was not drawn or its stratum has no reserve left.
    """
    require(can_lead, actor)
    drawn = SampledRecord.objects.drawn().filter(audit=audit).first()
    if drawn is None:
        raise ValidationError(f"{audit} did not come from the draw, so there is no reserve for it.")
    sample = locked(Sample.objects.select_related("cycle__tool"), pk=drawn.sample_id)
    drawn.sample = sample
    reserve = next_reserve(drawn)
    if reserve is None:
        raise ValidationError(f"No reserve is left in {drawn.stratum}. Withdraw the record without a replacement, or add one by hand.")
    withdrawn = withdraw_audit(actor=actor, audit=audit, reason=reason, kind=kind)
    drawn.state, drawn.reason = Sampled.REPLACED, withdrawn.outcome_reason
    drawn.save(update_fields=["state", "reason"])
    reserve.audit = add_listed(actor=actor, cycle=sample.cycle, listed=ListedRecord(reserve.case_id, reserve.values))
    reserve.state, reserve.replaces = Sampled.REPLACEMENT, drawn
    reserve.save(update_fields=["state", "replaces", "audit"])
    record(actor=actor, verb="sample.replaced", target=sample, before=audit.pk, after=reserve.audit.pk, reason=drawn.reason)
    return reserve.audit


def latest_sample(cycle: Cycle) -> Sample | None:
    """The last sample that was put into the month."""
    return cycle.samples.applied().first()


@transaction.atomic
def add_by_hand(*, actor: Person, cycle: Cycle, why: str, **facts: Any) -> Audit:
    """Add a record that was not drawn to a sampled month. It is counted apart from the drawn ones; `facts` as for `add_audit`."""
    require(can_lead, actor)
    sample = latest_sample(cycle)
    if sample is None:
        raise ValidationError(f"No sample was drawn for {cycle}. Add the record without a reason.")
    if not why.strip():
        raise ValidationError({"why": "Say why this record is added by hand."})
    audit = add_audit(actor=actor, cycle=cycle, **facts)
    SampledRecord.objects.create(sample=sample, case_id=audit.case_id, state=Sampled.BY_HAND, reason=why.strip(), audit=audit)
    record(actor=actor, verb="sample.picked", target=sample, audit=audit.pk, reason=why.strip())
    return audit
