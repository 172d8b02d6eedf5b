"""Correcting a record as a sample keeps it: the row of a list, in the month or in reserve. The draw stays as it was made."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.calculations import case_id_refused
from audits.corrections.queries import is_involved, listed_facts
from audits.enums import AgeBand, PlanType, Sampled
from audits.models import Audit, SampledRecord
from audits.permissions import can_lead
from audits.sampling.reading.columns import AGE_BAND, PAST_WORKERS, PLAN, TEAM, WORKER
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.errors import StaleState
from foundation.names import case_key

# Where the list keeps each fact of an audit.
CELLS = {"team": TEAM, "allocated_worker": WORKER, "plan_type": PLAN, "age_band": AGE_BAND}
STAKE = "You are named as this record’s worker, or are in their line of management. Another QA lead corrects its facts."


@transaction.atomic
def correct_listed(
    *,
    actor: Person,
    listed: SampledRecord,
    reason: str,
    case_id: str,
    past_workers: str | None = None,
    never_right: bool = False,
    version: str | None = None,
    **facts: Any,
) -> SampledRecord:
    """Correct a record of a list that no audit was made of. `facts`: team, allocated_worker, plan_type, age_band.

    Where nothing is chosen for what the list says in words that are not known here, its words stay. Its place in the draw, and the case
    ID by which it was drawn, are kept.
    """
    require(can_lead, actor)
    listed = locked(SampledRecord.objects.select_related("sample__cycle"), pk=listed.pk)
    require_version(listed, version)
    if listed.audit_id:
        raise StaleState(f"{listed.case_id} is in the month as audit {listed.audit_id}. Correct it there.")
    if is_involved(actor, listed):
        raise ValidationError(STAKE)
    _require_sense(listed, case_id, reason)
    before = _as_read(listed)
    _rewrite(listed, case_id.strip(), _cells(listed, facts), was_right=not never_right)
    if past_workers is not None and past_workers.strip() != before.get(PAST_WORKERS, ""):
        listed.values[PAST_WORKERS] = past_workers.strip()
    after = _as_read(listed)
    changed = [name for name in after if after[name] != before.get(name, "")]
    if not changed:
        raise ValidationError("Nothing is different from what is stored. Change what is wrong, or go back.")
    with first_come(ValidationError({"case_id": f"{case_id} is in this list already."})):
        listed.save()
    was = {name: before.get(name, "") for name in changed}
    now = {name: after[name] for name in changed}
    record(
        actor=actor,
        verb="sample.record_corrected",
        target=listed.sample,
        case_id=listed.case_id,
        before=was,
        after=now,
        reason=reason.strip(),
    )
    return listed


def _as_read(listed: SampledRecord) -> dict[str, str]:
    """Everything that the row says, by the name of its column."""
    return {"case ID": listed.case_id, **listed.values}


def _cells(listed: SampledRecord, facts: dict[str, Any]) -> dict[str, str]:
    """What was chosen, where it is another than what the row is understood to say."""
    known = listed_facts(listed)
    return {CELLS[name]: _cell(name, value) for name, value in facts.items() if value != known[name]}


def _require_sense(listed: SampledRecord, case_id: str, reason: str) -> None:
    missing = {} if reason.strip() else {"reason": "Say why the facts are corrected, and where you have it from."}
    if why := case_id_refused(case_id):
        missing["case_id"] = why
    elif _others(listed).filter(case_key=case_key(case_id)).exists():
        missing["case_id"] = f"{case_id} is in this list already. Keep one of the two: a record is in a list once."
    if missing:
        raise ValidationError(missing)


def _others(listed: SampledRecord) -> Any:
    return SampledRecord.objects.filter(sample=listed.sample_id).exclude(pk=listed.pk).exclude(state=Sampled.BY_HAND)


def follow_in_list(audit: Audit, changed: list[str], *, was_right: bool) -> None:
    """The row of the list from which an audit's record came says what its audit says now.

    Where another row of the list has the case ID, the row keeps its own: the list has both.
    """
    listed = SampledRecord.objects.select_for_update().filter(audit=audit).first()
    if listed is None:
        return
    cells = {CELLS[name]: _cell(name, getattr(audit, name)) for name in changed if name in CELLS}
    taken = _others(listed).filter(case_key=case_key(audit.case_id)).exists()
    _rewrite(listed, listed.case_id if taken else audit.case_id, cells, was_right=was_right)
    listed.save()


def _rewrite(listed: SampledRecord, case_id: str, cells: dict[str, str], *, was_right: bool) -> None:
    if case_id != listed.case_id:
        listed.listed_case_id = listed.listed_case_id or listed.case_id
        listed.written_apart = 0 if case_key(case_id) != case_key(listed.case_id) else listed.written_apart
        listed.case_id = case_id
    former = listed.values.get(WORKER, "")
    listed.values = listed.values | cells
    if was_right and former and cells.get(WORKER, former) != former:
        # A person who worked with the child before may not judge the record.
        listed.values[PAST_WORKERS] = "; ".join(filter(None, [listed.values.get(PAST_WORKERS, ""), former]))


def _cell(name: str, value: Any) -> str:
    """As a list writes it, so that it is read again as the same."""
    if name == "allocated_worker" and value:
        return str(value.email or value.name)
    labels = {"plan_type": PlanType, "age_band": AgeBand}.get(name)
    return str(labels(value).label) if labels and value else str(value or "")
