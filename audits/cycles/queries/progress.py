"""How far a month is: how many audits there are, how many were submitted, and how many are finished."""

from typing import Any

from django.db.models import Count, Q

from audits.calculations import MonthProgressCounts
from audits.enums import FINISHED_STATES, AuditState
from audits.querysets import CycleQuerySet

LIVE = ~Q(audits__state=AuditState.WITHDRAWN)
COUNTS = {
    "audit_count": Count("audits", filter=LIVE),
    "submitted_count": Count("audits", filter=LIVE & Q(audits__submitted_on__isnull=False)),
    "finished_count": Count("audits", filter=Q(audits__state__in=FINISHED_STATES)),
    "given_back_count": Count("audits", filter=Q(audits__state=AuditState.IN_PROGRESS, audits__submitted_on__isnull=False)),
}


def with_progress(cycles: CycleQuerySet) -> CycleQuerySet:
    """With the counts that `progress_of` reads."""
    return cycles.with_exempted().annotate(**COUNTS)


def progress_of(cycle: Any) -> MonthProgressCounts:
    """Of a cycle `with_progress`."""
    counts = (cycle.audit_count, cycle.submitted_count, cycle.finished_count)
    return MonthProgressCounts(cycle.expected, *counts, cycle.exempted, cycle.given_back_count)
