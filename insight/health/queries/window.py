"""Which months are counted for whom."""

import datetime

from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader
from foundation.council.months import add_months, months_between
from insight.health.calculations import HealthWindow
from insight.queries.agreement import months_still_to_moderate
from performance.models import MonthRelease


def window_for(person: Person | None, first: datetime.date, last: datetime.date) -> HealthWindow:
    """The months from `first` to `last` and as many before them. None is the Board's report: for a wider audience, of every month.

    Nothing is counted of a month of which `person` still has audits to grade blind: also feedback, actions and reasons hint at grades.
    """
    count = len(list(months_between(first, last)))
    start = add_months(first, -count)
    hidden = months_still_to_moderate(person, start, last) if person else []
    months = [month for month in months_between(start, last) if month not in hidden]
    if board_reader() is not None:
        released = set(MonthRelease.objects.filter(month__in=months).values_list("month", flat=True))
        months = [month for month in months if month in released]
    return HealthWindow(
        first,
        last,
        now=tuple(month for month in months if month >= first),
        before=tuple(month for month in months if month < first),
        wider=person is None or not reads_every_audit(person),
        hidden=tuple(hidden),
    )
