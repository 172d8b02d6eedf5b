"""How many audits a month was to have, and how far they have come."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from audits.allocation.queries.plan_changes import PlanChange, plan_changes
from audits.calculations import MonthStanding
from audits.enums import CountedState
from audits.models import Cycle
from foundation.council.months import month_code
from foundation.lookups.read_together import answers_to
from foundation.seals import InputKind, note_inputs
from performance.querysets import released

from .counted import Scope, counted_standing, counting, standings_in


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
    standing: MonthStanding = field(default_factory=MonthStanding)
    plan_changes: Sequence[PlanChange] = ()

    @property
    def missing(self) -> int:
        return max((self.expected or 0) - self.submitted, 0)


def completion(first: datetime.date, last: datetime.date) -> list[MonthProgress]:
    """Every month from `first` to `last` that has a cycle, earliest first."""
    cycles = Cycle.objects.in_period(first, last).filter(released()).with_exempted().order_by("month")
    changes = plan_changes(cycles)
    note_inputs(InputKind.PLAN, ((month_code(each.month), _planned(each, changes.get(each.month, ()))) for each in cycles))
    whole = Scope(first, last)
    of_withdrawn = counting(whole, "month", states=[CountedState.WITHDRAWN], overall=True)
    kept, withdrawn = answers_to(counted_standing(whole), of_withdrawn)
    found = standings_in(kept)
    return [
        MonthProgress(
            cycle.month,
            cycle.theme,
            cycle.cohort,
            None if cycle.expected is None else max(cycle.expected - cycle.exempted, 0),
            standing.submitted,
            standing.agreed,
            withdrawn[cycle.month,],
            cycle.shortfall_reason,
            cycle.exempted,
            standing,
            changes.get(cycle.month, ()),
        )
        for cycle in cycles
        for standing in [found.get(cycle.month, MonthStanding())]
    ]


def _planned(cycle: Any, changes: Sequence[PlanChange]) -> tuple:
    """What a report says of a month's plan; with how many of it were exempted."""
    return cycle.theme, cycle.cohort, cycle.expected, cycle.exempted, cycle.shortfall_reason, *changes
