"""What reading grades notes of the audits behind them, for a report that is sealed."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from audits.enums import CountedBy
from audits.models import CountedAudit, GradeCount
from audits.querysets import monthly
from foundation.council.months import add_months, month_code
from foundation.seals import InputKind, note_inputs
from performance.querysets import released

from .counted import Scope

# Of so many months each audit is noted; of those before, which only a trend shows, the counts of a month together.
ONE_BY_ONE = 12
_OF_AN_AUDIT = ("cycle", "state", "agreed_before", "team", "cohort", "plan_type", "kind", "auditor", "choice", "lines")
_OF_A_COUNT = ("domain", "state", "agreed_before", "before", "own", "after", "audits")
_Noted = Iterator[tuple[str, tuple]]


def note_audits(scope: Scope) -> None:
    """Two queries where somebody collects, otherwise none."""
    since = max(scope.first, add_months(scope.last, 1 - ONE_BY_ONE))
    note_inputs(InputKind.AUDIT, _audits(since, scope.last))
    if scope.first < since:
        note_inputs(InputKind.AUDITS_OF_MONTH, _months(scope.first, add_months(since, -1)))


def _audits(first: datetime.date, last: datetime.date) -> _Noted:
    """With the grades of each as they count: another version whenever one is agreed, opened again or moved."""
    rows = CountedAudit.objects.filter(monthly(), released("cycle__month"), cycle__month__gte=first, cycle__month__lte=last).order_by("pk")
    for number, *values in rows.values_list("pk", *_OF_AN_AUDIT):
        yield str(number), tuple(values)


def _months(first: datetime.date, last: datetime.date) -> _Noted:
    of_months = GradeCount.objects.filter(monthly(), released("cycle__month"), cycle__month__gte=first, cycle__month__lte=last)
    counts = of_months.filter(by=CountedBy.ALL)
    found: dict[datetime.date, list[tuple]] = defaultdict(list)
    for month, *values in counts.exclude(audits=0).order_by("cycle__month", *_OF_A_COUNT).values_list("cycle__month", *_OF_A_COUNT):
        found[month].append(tuple(values))
    for month, rows in found.items():
        yield month_code(month), tuple(rows)
