"""Inspection mode: children whose records inspectors track, each with an audit that is due within hours."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.allocation import add_audit, allocate
from audits.calculations import case_id_refused
from audits.enums import OPEN_STATES, AuditState
from audits.models import Audit, Cycle
from audits.sampling.services.replacement import add_by_hand, latest_sample
from audits.services.errors import ConflictOfInterest
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.council.clock import now, today
from foundation.documents.formats import uk_date, uk_datetime
from foundation.errors import StaleState
from foundation.names import case_key
from inspections.calculations.case_ids import pasted_cases
from inspections.enums import Hours
from inspections.models import CaseTracking, Inspection, TrackedChild
from inspections.permissions import can_track

DENIED_BECAUSE = "A QA lead says which children are tracked, and gives out their audits."
MOST = 60
# How far from now tracking may be said to begin.
EARLIEST, LATEST = datetime.timedelta(days=31), datetime.timedelta(days=14)


@dataclass(frozen=True)
class Added:
    """What became of the case IDs: audits in their order; `unallocated` are those that none of the chosen people could be given."""

    audits: Sequence[Audit]
    unallocated: Sequence[Audit]


@transaction.atomic
def start_tracking(*, actor: Person, inspection: Inspection, starts_at: datetime.datetime) -> CaseTracking:
    """From a moment on, until it is ended. Raises ValidationError where other children are tracked, or were for this inspection."""
    require(can_track, actor, why=DENIED_BECAUSE)
    inspection = locked(Inspection.objects.all(), pk=inspection.pk)
    if CaseTracking.objects.filter(inspection=inspection).exists():
        raise StaleState(f"Children have been tracked for this inspection already: {inspection}.")
    if other := CaseTracking.objects.on().select_related("inspection").first():
        raise ValidationError(f"Inspection mode is on for another inspection: {other.inspection}. End that first.")
    if not now() - EARLIEST <= starts_at <= now() + LATEST:
        raise ValidationError({"starts_on": "The start must be within the last month or the next two weeks."})
    with first_come(ValidationError("Somebody else switched inspection mode on a moment ago. Open the page again.")):
        tracking = CaseTracking.objects.create(inspection=inspection, starts_at=starts_at, started_by=actor)
    record(actor=actor, verb="tracking.started", target=inspection, starts_at=starts_at.isoformat())
    return tracking


@transaction.atomic
def track_children(
    *,
    actor: Person,
    tracking: CaseTracking,
    cycle: Cycle,
    cases: str,
    hours: Hours,
    auditors: Sequence[Person] = (),
    moderator: Person | None = None,
) -> Added:
    """Put the pasted records into the month, or take their audits that are in it already, and give each to one of the `auditors` in turn
    whom no conflict of interest keeps from it. Each is due so many hours after tracking starts, or from now where that is later.
    """
    require(can_track, actor, why=DENIED_BECAUSE)
    tracking = _on(tracking)
    teams = {team.name.casefold(): team for team in Team.objects.select_related("service")}
    found = pasted_cases(cases, {name: team.pk for name, team in teams.items()})
    _require_cases([each.case_id for each in found])
    by_pk = {team.pk: team for team in teams.values()}
    due_at = max(tracking.starts_at, now()) + datetime.timedelta(hours=int(hours))
    given: Counter[int] = Counter()
    audits, unallocated = [], []
    for each in found:
        audit = _audit_of(actor, tracking, cycle, each.case_id, by_pk.get(each.team or 0))
        audit = _give(actor, audit, auditors, moderator, given, due_at)
        audits.append(audit)
        if audit.auditor_id is None:
            unallocated.append(audit)
        TrackedChild.objects.create(tracking=tracking, audit=audit, hours=hours, due_at=due_at, added_by=actor)
    facts = {"audits": [audit.pk for audit in audits], "hours": int(hours), "due_at": due_at.isoformat()}
    record(actor=actor, verb="tracking.children_added", target=tracking.inspection, **facts)
    return Added(audits, unallocated)


@transaction.atomic
def end_tracking(*, actor: Person, tracking: CaseTracking) -> CaseTracking:
    """Switch inspection mode off. The audits stay in their month and go on as any other."""
    require(can_track, actor, why=DENIED_BECAUSE)
    tracking = _on(tracking)
    # What was to begin later is over at the moment at which it would have begun.
    tracking.is_on, tracking.ended_at, tracking.ended_by = False, max(now(), tracking.starts_at), actor
    tracking.save(update_fields=["is_on", "ended_at", "ended_by"])
    counts = {"children": tracking.children.count(), "done": tracking.children.done().count()}
    record(actor=actor, verb="tracking.ended", target=tracking.inspection, **counts)
    return tracking


def _on(tracking: CaseTracking) -> CaseTracking:
    tracking = locked(CaseTracking.objects.select_related("inspection"), pk=tracking.pk)
    if tracking.ended_at:
        raise StaleState(f"Inspection mode was ended on {uk_datetime(tracking.ended_at)}. Nothing was changed.")
    return tracking


def _require_cases(case_ids: Sequence[str]) -> None:
    """Every line that cannot be taken is named at once."""
    if not case_ids:
        raise ValidationError({"cases": "Enter the case IDs of the children, one a line."})
    if len(case_ids) > MOST:
        raise ValidationError({"cases": f"{len(case_ids)} case IDs are more than inspectors track. Enter at most {MOST} at a time."})
    wrong = [why for case_id in case_ids if (why := _refused(case_id))]
    keys = Counter(map(case_key, case_ids))
    wrong += [f"“{case_id}” is there twice." for case_id in dict.fromkeys(case_ids) if keys.pop(case_key(case_id), 1) > 1]
    if wrong:
        raise ValidationError({"cases": wrong})


def _refused(case_id: str) -> str:
    longest = Audit._meta.get_field("case_id").max_length or 0
    if len(case_id) > longest:
        return f"“{case_id[:longest]}…” is longer than a case ID. Enter one a line."
    return case_id_refused(case_id)


def _audit_of(actor: Person, tracking: CaseTracking, cycle: Cycle, case_id: str, team: Team | None) -> Audit:
    """The record's audit in the month; a new one is counted as tracked, apart from those that were drawn."""
    held = cycle.audits.filter(case_key=case_key(case_id)).exclude(state=AuditState.WITHDRAWN).first()
    if held is None:
        facts: dict[str, Any] = {"case_id": case_id, "team": team, "cohort": cohort_of(tracking)}
        if latest_sample(cycle):
            return add_by_hand(actor=actor, cycle=cycle, why=f"Tracked by inspectors: {tracking.inspection}", **facts)
        return add_audit(actor=actor, cycle=cycle, **facts)
    if tracking.children.filter(audit=held).exists():
        raise ValidationError({"cases": f"“{case_id}” is tracked already, as audit {held.pk}."})
    if held.state not in OPEN_STATES or held.submitted_on:
        state = held.get_state_display().lower()
        raise ValidationError({"cases": f"“{case_id}” has audit {held.pk} in {cycle}, which is {state}. Show inspectors that one."})
    return held


def cohort_of(tracking: CaseTracking) -> str:
    """By which Results can be narrowed to them, or read without them."""
    return f"Tracked children, inspection of {uk_date(tracking.inspection.first_day)}"


def _give(
    actor: Person, audit: Audit, auditors: Sequence[Person], moderator: Person | None, given: Counter[int], due_at: datetime.datetime
) -> Audit:
    """To the first who may have it, beginning with who was given fewest so far; as it is where somebody has it or nobody may."""
    if audit.auditor_id:
        return audit
    for auditor in sorted(auditors, key=lambda person: given[person.pk]):
        until = auditor.away_until(today())
        if until and until >= due_at.date():
            continue
        moderating = audit.moderator or (moderator if moderator != auditor else None)
        if taken := _try(actor, audit, auditor, moderating) or _try(actor, audit, auditor, audit.moderator):
            given[auditor.pk] += 1
            return taken
    return audit


def _try(actor: Person, audit: Audit, auditor: Person, moderator: Person | None) -> Audit | None:
    try:
        with transaction.atomic():
            return allocate(actor=actor, audit=audit, auditor=auditor, moderator=moderator)
    except (ConflictOfInterest, ValidationError):
        return None
