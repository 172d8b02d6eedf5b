"""How many actions were opened and closed, and how the rest stands. Names nobody."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from actions.enums import CLOSED_STATES, ActionSource, ActionState, Level
from actions.models import Action, Extension
from foundation.seals import InputKind, note_inputs

from .moved import Moved, moved_dates

# A date that was given after the one before had passed, such as with evidence that was returned: time to do it, and no less late.
GIVEN_WHEN_LATE = Exists(Extension.objects.filter(action=OuterRef("pk"), granted_on__gt=F("was_due")))
# Done, in the evidence that was accepted, by the due date as it then stood; and by the first one, before any extension.
ON_TIME = Q(done_on__lte=F("due")) & ~Q(GIVEN_WHEN_LATE)
ON_TIME_AT_FIRST = Q(done_on__lte=F("first_due"))


@dataclass(frozen=True)
class Tally:
    """Counts of actions of one kind: raised, verified and judged in the period; open, late and waiting now.

    `on_time` of those closed were done, in the words that were accepted, by the due date as it then stood, unless that was given
    when the one before had passed. `effective` of those `judged` changed practice. `overdue_by_first` counts those that would be late had
    no due date been moved.
    """

    label: str
    opened: int
    closed: int
    on_time: int
    judged: int
    effective: int
    open_now: int
    overdue: int
    overdue_by_first: int
    awaiting_verification: int


@dataclass(frozen=True)
class PeriodTally(Tally):
    """`moved`: what was moved and withdrawn since the period began, up to the day on which the rest is counted."""

    moved: Moved
    by_level: tuple[Tally, ...] = ()
    by_source: tuple[Tally, ...] = ()


def counts_in_period(first_day: datetime.date, last_day: datetime.date, on: datetime.date) -> PeriodTally:
    """Actions opened (raised), closed (verified) and judged from `first_day` to `last_day`, and how the rest stands on `on`.

    Names nobody.
    """
    live = Action.objects.live().order_by()
    counts = _counts(first_day, last_day, on)
    kind = Case(
        When(audit__isnull=False, then=Value(ActionSource.AUDIT.value)),
        When(observation__isnull=False, then=Value(ActionSource.OBSERVATION.value)),
        When(study__isnull=False, then=Value(ActionSource.STUDY.value)),
        When(indicator__isnull=False, then=Value(ActionSource.INDICATOR.value)),
        default=Value(ActionSource.ALONE.value),
    )
    tally = PeriodTally(
        label="All",
        **live.aggregate(**counts),
        moved=moved_dates(Action.objects.gone_live(), first_day, max(on, last_day)),
        by_level=_tallies(live.values("level").annotate(**counts), "level", Level),
        by_source=_tallies(live.annotate(kind=kind).values("kind").annotate(**counts), "kind", ActionSource),
    )
    note_inputs(InputKind.COUNT, [(f"actions-{first_day}-{last_day}-{on}", [tally])])
    return tally


def _counts(first_day: datetime.date, last_day: datetime.date, on: datetime.date) -> dict[str, Count]:
    period = (first_day, last_day)
    closed = Q(state__in=CLOSED_STATES, verified_on__range=period)
    judged = Q(effect__judged_on__range=period)
    return {
        "opened": Count("pk", filter=Q(raised_on__range=period)),
        "closed": Count("pk", filter=closed),
        "on_time": Count("pk", filter=closed & ON_TIME),
        "judged": Count("pk", filter=judged),
        "effective": Count("pk", filter=judged & Q(state=ActionState.EFFECTIVE)),
        "open_now": Count("pk", filter=Q(state=ActionState.OPEN)),
        "overdue": Count("pk", filter=Q(state=ActionState.OPEN, due__lt=on)),
        "overdue_by_first": Count("pk", filter=Q(state=ActionState.OPEN, first_due__lt=on)),
        "awaiting_verification": Count("pk", filter=Q(state=ActionState.DONE)),
    }


def _tallies(rows: QuerySet[Action, dict[str, Any]], key: str, words: type[Level] | type[ActionSource]) -> tuple[Tally, ...]:
    """One tally for each word that has actions, in the vocabulary's order."""
    found = {row.pop(key): row for row in rows}
    return tuple(Tally(label=str(word.label), **found[word.value]) for word in words if word.value in found)
