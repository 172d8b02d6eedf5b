"""Due dates that were moved, and actions that were withdrawn: what makes fewer actions late without any of them being done."""

import datetime
from dataclasses import dataclass

from actions.enums import ActionState
from actions.models import Extension
from actions.querysets import ActionQuerySet, answering
from foundation.council.working_days import working_days_between
from foundation.documents.formats import uk_date
from foundation.names import folded

NO_SERVICE = "No service"


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

    @property
    def by_words(self) -> str:
        """“by 10 to 20 working days”."""
        if not self.days:
            return ""
        least, most = min(self.days), max(self.days)
        return f"by {least} to {most} working days" if most != least else f"by {most} working day{'' if most == 1 else 's'}"

    @property
    def sentence(self) -> str:
        when = f"from {uk_date(self.first)} to {uk_date(self.last)}"
        dates = "1 due date was" if self.dates == 1 else f"{self.dates or 'No'} due date{'' if self.dates == 1 else 's'} were"
        moved = f"{dates} moved {when}"
        if self.dates:
            moved += f", {self.by_words}, of {_actions(self.actions)}"
        gone = f"; {_actions(self.withdrawn)} {'was' if self.withdrawn == 1 else 'were'} withdrawn" if self.withdrawn else ""
        return f"{moved}{gone}."


def _actions(count: int) -> str:
    return f"{count} action{'' if count == 1 else 's'}"


def moved_dates(actions: ActionQuerySet, first: datetime.date, last: datetime.date) -> Moved:
    """Of `actions`, withdrawn ones among them."""
    moves = Extension.objects.filter(granted_on__range=(first, last), action__in=actions.order_by().values("pk"))
    rows = list(moves.values_list("action", "was_due", "due"))
    gone = actions.filter(state=ActionState.WITHDRAWN, requests__agreed=True, requests__asked="withdrawal")
    withdrawn = gone.filter(requests__answered_on__range=(first, last)).order_by().values("pk").distinct().count()
    return Moved(first, last, tuple(working_days_between(was, due) for _, was, due in rows), len({row[0] for row in rows}), withdrawn)


MOVED = (
    "Service",
    "Due dates moved",
    "Actions",
    "Least (working days)",
    "Most (working days)",
    "Withdrawn",
    "Overdue now",
    "Overdue by the first date",
)


@dataclass(frozen=True)
class ServiceMoved:
    """What was moved and withdrawn in a service's actions, how many are overdue now, and how many by their first dates."""

    name: str
    moved: Moved
    overdue: int
    by_first: int

    @property
    def cells(self) -> list[str | int | None]:
        """Under `MOVED`."""
        days = self.moved.days
        ends = (min(days), max(days)) if days else (None, None)
        return [self.name, self.moved.dates, self.moved.actions, *ends, self.moved.withdrawn, self.overdue, self.by_first]


def moved_by_service(every: ActionQuerySet, first: datetime.date, last: datetime.date, on: datetime.date) -> list[ServiceMoved]:
    """Each service with one of these by name, then all."""
    every = every.gone_live()
    names = every.order_by().values_list(answering("service"), answering("service__name")).distinct()
    found = sorted(((name or NO_SERVICE, key) for key, name in names), key=lambda row: (row[1] is None, folded(row[0])))
    rows = [(name, every.of_service(key)) for name, key in found]
    return [_of_service(name, actions, first, last, on) for name, actions in [*rows, ("All", every)]]


def _of_service(name: str, actions: ActionQuerySet, first: datetime.date, last: datetime.date, on: datetime.date) -> ServiceMoved:
    live = actions.standing()
    return ServiceMoved(name, moved_dates(actions, first, last), live.overdue(on).count(), live.overdue_by_first(on).count())


def first_date_words(overdue: int, by_first: int, moved: int) -> str:
    """Beside a count of overdue ones: “4 by their first dates; 3 dates moved”. Empty where no date was moved."""
    if not moved and by_first == overdue:
        return ""
    dates = f"{moved} date{'' if moved == 1 else 's'} moved"
    return f"{by_first} by {'its first date' if by_first == 1 else 'their first dates'}; {dates}"
