"""What may worry a leader, counted: actions that went up, risks told, themes that come back."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from actions.enums import EscalationStep
from actions.models import Action
from actions.queries.escalation import current_step
from audits.enums import FindingKind
from audits.models import RiskFlag
from audits.permissions import reads_every_audit
from audits.querysets import monthly
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.lookups.read_together import ListQuestion
from foundation.lookups.together import CountOf, row_of_answers
from insight.queries.counted import Scope
from insight.themes.queries.counts import Repetition, ThemeCounts, ThemeScope, repetitions, shown_counts
from performance.querysets import released

# Whose own list of actions has those that went up to them or past them.
IN_LINE = (Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER, Role.TEAM_MANAGER)


@dataclass(frozen=True)
class LateActions:
    """`by_step`: how many of the `overdue` went how far up, beyond their owner. `of_line` where it is those of the reader's line alone."""

    overdue: int
    by_step: Sequence[tuple[EscalationStep, int]]
    of_line: bool

    @property
    def escalated(self) -> int:
        return sum(count for _, count in self.by_step)


def late_actions(person: Person, on: datetime.date) -> LateActions:
    """One query: of everything that has gone live, for managers of their own line; never what a moderator has yet to grade blind."""
    of_line = not reads_every_audit(person) and person.has_role(*IN_LINE)
    shown = Action.objects.visible_to(person) if of_line else Action.objects.not_hidden_from(person)
    late = shown.live().overdue(on).order_by().annotate(step=current_step())
    counts: dict[int | None, int] = dict(late.values_list("step").annotate(count=Count("pk")))
    steps = {EscalationStep(step): count for step, count in counts.items() if step is not None}
    return LateActions(
        sum(counts.values()), sorted((step, count) for step, count in steps.items() if step != EscalationStep.OWNER), of_line
    )


@dataclass(frozen=True)
class RisksTold:
    """Flags that a child may be at risk now: of the audits of some months, and of them those that are still open."""

    told: int
    open_now: int


def risks_told(scope: Scope, hidden: Collection[datetime.date]) -> ListQuestion[RisksTold]:
    months = monthly("audit__cycle__") & Q(audit__cycle__month__gte=scope.first, audit__cycle__month__lte=scope.last)
    flags = RiskFlag.objects.filter(months, released("audit__cycle__month")).exclude(audit__cycle__month__in=list(hidden)).order_by()
    counts = row_of_answers(told=CountOf(flags), open_now=CountOf(flags.filter(closed_at=None)))
    return ListQuestion(counts, lambda rows: RisksTold(**next(iter(rows))))


def findings_scope(scope: Scope, hidden: Collection[datetime.date]) -> ThemeScope:
    return ThemeScope(scope.first, scope.last, scope.cohort, scope.service.pk if scope.service else None, hidden)


def repeated_areas(person: Person, counts: ThemeCounts, names: Mapping[int, str]) -> list[tuple[Repetition, str]]:
    """Areas for improvement that were seen in three or more months in a row up to now, as this person is shown, with their themes."""
    shown = shown_counts(person, counts)
    latest = max(shown.audits, default=None)
    return [
        (found, names[found.row[0]])
        for found in repetitions(shown)
        if found.row[1] == FindingKind.AREA and found.months[-1] == latest and found.row[0] in names
    ]
