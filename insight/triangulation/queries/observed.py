"""What was observed of practice in the months and teams of a scope."""

import datetime
from collections.abc import Collection

from audits.enums import CountedBy
from insight.queries.counted import Scope
from observations.models import Observation
from performance.querysets import released


def observed_in(scope: Scope, months: Collection[datetime.date]) -> int:
    """How many observations were recorded; of a cohort, plan type or kind those beside its audits."""
    rows = Observation.objects.recorded().filter(released("cycle__month"), scope.months, cycle__month__in=list(months))
    for by, values in scope.parts.items():
        rows = (
            rows.filter(team__in=list(map(int, values)))
            if by == CountedBy.TEAM
            else rows.filter(**{f"audit__counted__{by.value}__in": values})
        )
    return rows.count()
