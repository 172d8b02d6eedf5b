"""The grades that answers to leaders rest on: of the months chosen, of their later half and as many before it, of the
last twelve; all of one stage.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from audits.enums import Stage
from foundation.accounts.models import Person
from foundation.council.months import add_months, months_between
from insight.calculations import MonthStage, at_stage
from insight.queries.audience import ShownMonths, Withheld, shown_to
from insight.queries.counted import Scope
from insight.queries.distributions import BEGINNING, distributions_of

YEAR = 12


@dataclass(frozen=True)
class PracticeShown:
    """What one reader is shown of the `scope`: `shown` has every month up to its last, earliest first.

    `stage` is that of every grade counted here: months that stand at another are `waiting`, and in no figure.
    """

    scope: Scope
    stage: Stage
    shown: ShownMonths

    @cached_property
    def at_stage(self) -> list[MonthStage]:
        return [month for month in self.shown.months if month.stage == self.stage]

    @cached_property
    def now(self) -> list[MonthStage]:
        return self.between(self.scope.first, self.scope.last)

    @cached_property
    def half(self) -> int:
        """How many months make the later half of those chosen, the middle one of an odd number among them."""
        return (len(list(months_between(self.scope.first, self.scope.last))) + 1) // 2

    @cached_property
    def later(self) -> list[MonthStage]:
        """The later half of the months chosen, up to the last of them that is counted."""
        return self.between(add_months(self.now[-1].month, 1 - self.half), self.now[-1].month) if self.now else []

    @cached_property
    def earlier(self) -> list[MonthStage]:
        """Of as many months right before those."""
        if not self.now:
            return []
        end = add_months(self.now[-1].month, -self.half)
        return self.between(add_months(end, 1 - self.half), end)

    @cached_property
    def year(self) -> list[MonthStage]:
        return self.between(add_months(self.scope.last, 1 - YEAR), self.scope.last)

    @cached_property
    def waiting(self) -> list[MonthStage]:
        return [month for month in self.shown.months if month.stage != self.stage and month.month >= self.scope.first]

    @cached_property
    def of_scope(self) -> ShownMonths:
        """Of the months chosen alone."""
        months = [month for month in self.shown.months if month.month >= self.scope.first]
        return replace(self.shown, months=months, withheld=self.withheld)

    @cached_property
    def withheld(self) -> Sequence[Withheld]:
        return [each for each in self.shown.withheld if each.month >= self.scope.first]

    def between(self, first: datetime.date, last: datetime.date) -> list[MonthStage]:
        return [month for month in self.at_stage if first <= month.month <= last]


def practice_for(person: Person, scope: Scope, hidden: Collection[datetime.date], stage: Stage | None = None) -> PracticeShown:
    """In a fixed number of queries, however many months and audits there are. Of `hidden` months there is nothing.

    Without a `stage` the months after moderation are counted, and those before it wait.
    """
    whole = scope.over(BEGINNING, scope.last)
    months = [month for month in at_stage(distributions_of(whole, hidden), stage) if month.month not in hidden]
    return PracticeShown(scope, stage or Stage.AGREED, shown_to(person, months, whole, compares=False))
