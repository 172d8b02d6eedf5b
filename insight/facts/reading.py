"""What facts are worked out from, each part read once, when first asked for: the number of questions does not grow with the months."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from actions.enums import ActionState
from audits.enums import Grade, Stage, Voice, VoiceOutcome
from foundation.council.clock import now
from foundation.council.months import add_months
from foundation.statistics import Directions
from insight.calculations import MonthStage, shown_by_month
from insight.queries import fact_counts
from insight.queries.completion import MonthProgress, completion
from insight.queries.distributions import BEGINNING, distributions
from insight.queries.fact_rows import FactScope, domain_keys
from performance.queries import FigureReader

YEAR = 12
Month = datetime.date


class FactReader:
    """Everything for facts of months from `first` to `last`, in view of all months before.

    With a `cohort`, of its audits alone; of `hidden` months only what was agreed. `figures` reads indicators.
    """

    def __init__(
        self,
        first: datetime.date,
        last: datetime.date,
        *,
        cohort: str = "",
        hidden: Collection[datetime.date] = (),
        figures: FigureReader | None = None,
    ):
        self.scope = FactScope(first, last, cohort, hidden)
        # A page that shows no other figures reads those of its facts alone.
        self.figures = figures

    @cached_property
    def computed_at(self) -> datetime.datetime:
        return now()

    @cached_property
    def history(self) -> list[MonthStage]:
        scope = self.scope
        return shown_by_month(distributions(BEGINNING, scope.last, scope.cohort, scope.hidden))

    @cached_property
    def domain_codes(self) -> dict[str, int]:
        """The oldest key of each domain, by its newest name: it stays when the domain is renamed."""
        return {name: keys[0] for name, keys in domain_keys().items()}

    @cached_property
    def read(self) -> fact_counts.FactRead:
        return fact_counts.facts_read(self.scope)

    @cached_property
    def moves(self) -> Mapping[tuple[Month, str], Directions]:
        return fact_counts.moderation_moves(self.read.pairs)

    @cached_property
    def voices(self) -> Mapping[tuple[Month, Voice], Mapping[VoiceOutcome, int]]:
        return fact_counts.voices_heard(self.scope, self.read.kept)

    @cached_property
    def responses(self) -> Mapping[Month, fact_counts.ResponseCounts]:
        return fact_counts.responses_given(self.scope, self.read.kept)

    @cached_property
    def graded_again(self) -> Mapping[Month, Directions]:
        return fact_counts.graded_again(self.scope, self.read.links)

    @cached_property
    def actions(self) -> Mapping[Month, Mapping[ActionState, int]]:
        return fact_counts.actions_raised(self.scope, self.read.kept)

    @cached_property
    def observations(self) -> Mapping[Month, tuple[int, int]]:
        """How many were recorded, and how many of them say what the child and family said."""
        return {} if self.scope.cohort else {month: (recorded, said) for month, recorded, said in self.read.recorded}

    @cached_property
    def observed_grades(self) -> Mapping[tuple[Month, bool], Mapping[Grade, int]]:
        return fact_counts.observed_grades(self.scope, self.read.agreed, self.read.kept)

    @cached_property
    def times(self) -> Mapping[Month, fact_counts.TimesOfMonth]:
        return fact_counts.times_of_months(self.read.kept, self.read.dues)

    @cached_property
    def progress(self) -> Mapping[Month, MonthProgress]:
        """A month is planned as a whole: of one cohort nothing is said."""
        if self.scope.cohort:
            return {}
        return {each.month: each for each in completion(self.scope.first, self.scope.last)}

    @cached_property
    def linked(self) -> list[fact_counts.LinkedIndicator]:
        """Figures cover all children, so that they are read beside the grades of all cohorts alone."""
        if self.scope.cohort:
            return []
        return fact_counts.linked_indicators(add_months(self.scope.first, -YEAR), self.scope.last)

    def period(self, first: datetime.date, last: datetime.date) -> "FactPeriod":
        """Some of its months, as if nothing were known of those after."""
        return FactPeriod(self, [month for month in self.history if month.month <= last], first, last)


class FactPeriod:
    """The months that facts are looked for in: `recent` those that are shown, in their order; `history` with all before them."""

    def __init__(self, reader: FactReader, history: Sequence[MonthStage], first: datetime.date, last: datetime.date):
        self.reader, self.history, self.first, self.last = reader, history, first, last
        self.recent = [month for month in history if month.month >= first]

    def before(self, month: MonthStage) -> list[MonthStage]:
        return [each for each in self.history if each.month < month.month]

    @cached_property
    def after_moderation(self) -> list[MonthStage]:
        return [month for month in self.history if month.stage == Stage.AGREED]

    def within(self, months: Mapping[datetime.date, Any]) -> list[datetime.date]:
        """Which of the months that are counted are in the period."""
        return sorted(month for month in months if self.first <= month <= self.last)

    def code(self, domain: str) -> str:
        """A domain in a key."""
        return f"d{self.reader.domain_codes.get(domain, 0)}" if domain else ""
