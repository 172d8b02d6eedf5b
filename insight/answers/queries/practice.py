"""The grades after moderation that answers to leaders rest on: of the months chosen, of as many before them, of the last twelve."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from audits.enums import Stage
from foundation.accounts.models import Person
from foundation.council.months import add_months, months_between
from insight.calculations import MonthStage, shown_by_month
from insight.queries.agreement import months_still_to_moderate
from insight.queries.audience import Withheld, shown_to
from insight.queries.counted import Scope
from insight.queries.distributions import BEGINNING, distributions_of

YEAR = 12


@dataclass(frozen=True)
class PracticeShown:
    """What one reader is shown of the `scope`: `history` has every month up to its last, earliest first.

    Of `hidden` months, in which the reader has yet to grade audits blind, there is nothing.
    """

    scope: Scope
    history: Sequence[MonthStage]
    hidden: Sequence[datetime.date] = ()
    withheld: Sequence[Withheld] = ()

    @cached_property
    def after_moderation(self) -> list[MonthStage]:
        return [month for month in self.history if month.stage == Stage.AGREED]

    @cached_property
    def length(self) -> int:
        """How many months were chosen."""
        return len(list(months_between(self.scope.first, self.scope.last)))

    @cached_property
    def now(self) -> list[MonthStage]:
        return self.between(self.scope.first, self.scope.last)

    @cached_property
    def before(self) -> list[MonthStage]:
        """Of as many months as were chosen, right before them."""
        return self.between(add_months(self.scope.first, -self.length), add_months(self.scope.first, -1))

    @cached_property
    def year(self) -> list[MonthStage]:
        return self.between(add_months(self.scope.last, 1 - YEAR), self.scope.last)

    @cached_property
    def waiting(self) -> list[MonthStage]:
        """Chosen months whose grades moderation may still change: in no figure here."""
        return [month for month in self.history if month.stage == Stage.PRE and month.month >= self.scope.first]

    def between(self, first: datetime.date, last: datetime.date) -> list[MonthStage]:
        return [month for month in self.after_moderation if first <= month.month <= last]


def practice_for(person: Person, scope: Scope) -> PracticeShown:
    """In a fixed number of queries, however many months and audits there are."""
    whole = scope.over(BEGINNING, scope.last)
    hidden = months_still_to_moderate(person, whole.first, whole.last)
    months = [month for month in shown_by_month(distributions_of(whole, hidden)) if month.month not in hidden]
    shown = shown_to(person, months, scope.cohort)
    withheld = [each for each in shown.withheld if each.month >= scope.first]
    return PracticeShown(scope, shown.months, [month for month in hidden if month >= scope.first], withheld)
