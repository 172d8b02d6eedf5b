"""Tracked children: how many are done, and what somebody has still to write."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from audits.enums import AuditState
from foundation.accounts.models import Person
from inspections.models import CaseTracking, TrackedChild


@dataclass(frozen=True)
class TrackingCounts:
    children: int
    done: int
    late: int
    unallocated: int


def tracking_counts(tracking: CaseTracking, at: datetime.datetime) -> TrackingCounts:
    """In one query. An audit is done once it is submitted; one that was withdrawn is tracked no more."""
    done = Q(audit__submitted_on__isnull=False)
    rows = tracking.children.exclude(audit__state=AuditState.WITHDRAWN)
    found = rows.aggregate(
        children=Count("pk"),
        done=Count("pk", filter=done),
        late=Count("pk", filter=~done & Q(due_at__lt=at)),
        unallocated=Count("pk", filter=Q(audit__auditor=None)),
    )
    return TrackingCounts(**found)


def tracked_for(person: Person) -> QuerySet[TrackedChild]:
    """Those that `person` has still to audit while inspection mode is on, due first."""
    return TrackedChild.objects.to_write().filter(audit__auditor=person).select_related("audit")
