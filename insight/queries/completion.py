"""How many audits a month was to have, and how far they have come."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from audits.enums import FINISHED_STATES, State
from audits.models import Cycle
from performance.querysets import released


@dataclass(frozen=True)
class MonthProgress:
    """A month's plan beside what was done; `expected` is None where nobody set a number, and leaves out `exempted` audits."""

    month: datetime.date
    theme: str
    cohort: str
    expected: int | None
    submitted: int
    finished: int
    withdrawn: int
    shortfall_reason: str
    exempted: int = 0

    @property
    def missing(self) -> int:
        return max((self.expected or 0) - self.submitted, 0)


def completion(first: datetime.date, last: datetime.date) -> list[MonthProgress]:
    """Every month from `first` to `last` that has a cycle, earliest first."""
    live = ~Q(audits__state=State.WITHDRAWN)
    cycles = Cycle.objects.in_period(first, last).filter(released()).with_exempted().order_by("month")
    counted = cycles.annotate(
        submitted=Count("audits", filter=live & Q(audits__submitted_on__isnull=False)),
        finished=Count("audits", filter=Q(audits__state__in=FINISHED_STATES)),
        withdrawn=Count("audits", filter=Q(audits__state=State.WITHDRAWN)),
    )
    return [
        MonthProgress(
            cycle.month,
            cycle.theme,
            cycle.cohort,
            None if cycle.expected is None else max(cycle.expected - cycle.exempted, 0),
            cycle.submitted,
            cycle.finished,
            cycle.withdrawn,
            cycle.shortfall_reason,
            cycle.exempted,
        )
        for cycle in counted
    ]
