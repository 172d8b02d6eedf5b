"""How far a month is: how many audits there are, how many were submitted, and how many are finished."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from audits.calculations import MonthProgressCounts
from audits.calculations.counted import OVERALL
from audits.enums import WRITTEN_STATES, AuditState, CountedBy, CountedState
from audits.models import Audit, GradeCount
from audits.querysets import CycleQuerySet

_FINISHED = Q(state__in=[CountedState.MODERATED, CountedState.RELEASED])


def with_progress(cycles: CycleQuerySet) -> CycleQuerySet:
    """With the counts that `progress_of` reads: of what was submitted from the counts of grades, of the rest from the few audits that are
    being written.
    """
    submitted = GradeCount.objects.filter(by=CountedBy.ALL, domain=OVERALL).exclude(state=CountedState.WITHDRAWN)
    written = Audit.objects.filter(state__in=WRITTEN_STATES)
    return cycles.with_exempted().annotate(
        submitted_count=_of_cycle(submitted, Sum("audits")),
        finished_count=_of_cycle(submitted.filter(_FINISHED), Sum("audits")),
        not_submitted_count=_of_cycle(written.filter(submitted_on=None), Count("pk")),
        given_back_count=_of_cycle(written.filter(state=AuditState.IN_PROGRESS, submitted_on__isnull=False), Count("pk")),
    )


def _of_cycle(rows: QuerySet, number: Any) -> Coalesce:
    found = rows.filter(cycle=OuterRef("pk")).order_by().values("cycle").annotate(number=number)
    return Coalesce(Subquery(found.values("number")), 0)


def progress_of(cycle: Any) -> MonthProgressCounts:
    """Of a cycle `with_progress`."""
    audits = cycle.submitted_count + cycle.not_submitted_count
    return MonthProgressCounts(cycle.expected, audits, cycle.submitted_count, cycle.finished_count, cycle.exempted, cycle.given_back_count)
