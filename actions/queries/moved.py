"""Due dates that were moved, and actions that were withdrawn: what makes fewer actions late without any of them being done."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from actions.enums import ActionState
from actions.models import Extension
from actions.querysets import ActionQuerySet, answering
from foundation.council.working_days import working_days_between
from foundation.names import folded


@dataclass(frozen=True)
class Moved:
    """From `first` to `last`: by how many working days each due date was moved, and how many actions were withdrawn."""

    first: datetime.date
    last: datetime.date
    days: tuple[int, ...] = ()
    actions: int = 0
    withdrawn: int = 0

    @property
    def dates(self) -> int:
        return len(self.days)


def moved_dates(actions: ActionQuerySet, first: datetime.date, last: datetime.date) -> Moved:
    """Of `actions`, withdrawn ones among them."""
    moves = Extension.objects.filter(granted_on__range=(first, last), action__in=actions.order_by().values("pk"))
    rows = list(moves.values_list("action", "was_due", "due"))
    gone = actions.filter(state=ActionState.WITHDRAWN, requests__agreed=True, requests__asked="withdrawal")
    withdrawn = gone.filter(requests__answered_on__range=(first, last)).order_by().values("pk").distinct().count()
    return Moved(first, last, tuple(working_days_between(was, due) for _, was, due in rows), len({row[0] for row in rows}), withdrawn)


def lateness_of_open(actions: ActionQuerySet, on: datetime.date) -> QuerySet[Any]:
    """One row, where any is open: how many are `overdue`, how many are `overdue_by_first` date, and of how many the date was `moved`.

    As the words of the same names in `querysets` say it, of all open ones at once.
    """
    late, late_by_first, moved = Q(due__lt=on), Q(first_due__lt=on), ~Q(first_due=F("due"))
    return (
        actions.open()
        .order_by()
        .values("state")
        .annotate(overdue=Count("pk", filter=late), overdue_by_first=Count("pk", filter=late_by_first), moved=Count("pk", filter=moved))
    )


@dataclass(frozen=True)
class ServiceMoved:
    """What was moved and withdrawn in a service's actions, how many are overdue now, and how many by their first dates.

    `service` is its name; empty for what none answers for, None for all together.
    """

    service: str | None
    moved: Moved
    overdue: int
    by_first: int


def moved_by_service(every: ActionQuerySet, first: datetime.date, last: datetime.date, on: datetime.date) -> list[ServiceMoved]:
    """Each service with one of these by name, then all."""
    every = every.gone_live()
    names = every.order_by().values_list(answering("service"), answering("service__name")).distinct()
    found = sorted(((name or "", key) for key, name in names), key=lambda row: (row[1] is None, folded(row[0])))
    rows: list[tuple[str | None, ActionQuerySet]] = [(name, every.of_service(key)) for name, key in found]
    return [_of_service(name, actions, first, last, on) for name, actions in [*rows, (None, every)]]


def _of_service(service: str | None, actions: ActionQuerySet, first: datetime.date, last: datetime.date, on: datetime.date) -> ServiceMoved:
    live = actions.standing()
    return ServiceMoved(service, moved_dates(actions, first, last), live.overdue(on).count(), live.overdue_by_first(on).count())
