"""How long closing takes and how often it is on time, by level and by service. Names nobody."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from actions.enums import Level
from actions.models import Action
from actions.querysets import ActionQuerySet
from foundation.council.working_days import working_days_between
from foundation.names import folded
from foundation.statistics import median_of, rounded_percentage

from .counts import ON_TIME


@dataclass(frozen=True)
class ClosingTimes:
    """Of the actions of one level or service that were closed in a period; days are working days from raised to verified.

    `of` is the level or the service's name, empty for what none answers for; None is all of them.
    """

    of: Level | str | None
    closed: int
    on_time: int
    on_first_time: int
    days: tuple[int, ...]
    extended: int

    @property
    def percentage(self) -> int | None:
        return rounded_percentage(self.on_time, self.closed)

    @property
    def median(self) -> float | None:
        return median_of(self.days)


@dataclass(frozen=True)
class ClosingFigures:
    """Each with a last row for all."""

    by_level: list[ClosingTimes]
    by_service: list[ClosingTimes]


def closing_figures(actions: ActionQuerySet, first: datetime.date, last: datetime.date) -> ClosingFigures:
    """Those of `actions` verified from `first` to `last`."""
    closed = actions.live().closed().filter(verified_on__range=(first, last)).order_by()
    fields = ("level", "raised_on", "done_on", "due", "first_due", "verified_on", "audit_id")
    services = ("team__service", "owner__team__service")
    rows = list(closed.select_related(*services).only(*fields, *(f"{service}__name" for service in services)).annotate(is_on_time=ON_TIME))
    everything = _figures(None, rows)
    levels = [_figures(level, [row for row in rows if row.level == level]) for level in Level]
    return ClosingFigures([*(row for row in levels if row.closed), everything], [*_by(rows, _service_that_answers), everything])


def _service_that_answers(action: Action) -> str:
    team = action.team_that_answers
    return team.service.name if team and team.service else ""


def _by(rows: list[Action], key: Callable[[Action], str]) -> list[ClosingTimes]:
    # What no service answers for stands last.
    names = sorted({key(row) for row in rows}, key=lambda name: (not name, folded(name)))
    return [_figures(name, [row for row in rows if key(row) == name]) for name in names]


def _figures(of: Level | str | None, rows: Iterable[Action]) -> ClosingTimes:
    rows = list(rows)
    return ClosingTimes(
        of=of,
        closed=len(rows),
        on_time=sum(bool(row.is_on_time) for row in rows),  # type: ignore[attr-defined]  # `closing_figures` annotates it
        on_first_time=sum(row.done_on is not None and row.done_on <= row.first_due for row in rows),
        days=tuple(working_days_between(row.raised_on, row.verified_on) for row in rows if row.verified_on),
        extended=sum(row.is_extended for row in rows),
    )
