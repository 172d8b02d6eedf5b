"""What waits for a person, sorted into groups. Pure functions."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.council.work import WorkItem
from foundation.council.working_days import due_in_words

NOW, OVERDUE, THIS_WEEK, LATER, WAITING = "Now", "Overdue", "This week", "Later", "Waiting for others"
GROUP_NAMES = (NOW, OVERDUE, THIS_WEEK, LATER, WAITING)


@dataclass(frozen=True)
class WorkRow:
    """One thing to do as the page shows it."""

    what: str
    why: str
    url: str
    due: datetime.date | None
    due_words: str
    is_late: bool
    first_due: datetime.date | None = None


@dataclass(frozen=True)
class WorkGroup:
    name: str
    rows: tuple[WorkRow, ...]

    @property
    def parameter(self) -> str:
        """By which an address turns the group’s pages."""
        return f"{self.name.lower().replace(' ', '-')}-page"

    def late_by_first(self, on: datetime.date) -> int:
        """How many would be late had no date been moved."""
        return sum((row.first_due or row.due or on) < on for row in self.rows)


def end_of_week(on: datetime.date) -> datetime.date:
    """The Sunday that ends the week of `on`."""
    return on + datetime.timedelta(days=6 - on.weekday())


def group_name(item: WorkItem, on: datetime.date) -> str:
    if item.waiting:
        return WAITING
    if item.urgent:
        return NOW
    if item.due is None:
        return LATER
    if item.due < on:
        return OVERDUE
    return THIS_WEEK if item.due <= end_of_week(on) else LATER


def grouped(items: Iterable[WorkItem], on: datetime.date) -> list[WorkGroup]:
    """Groups that hold something, each due first; what has no due date comes last."""
    by_name: dict[str, list[WorkItem]] = {name: [] for name in GROUP_NAMES}
    for item in sorted(items, key=lambda item: (item.due is None, item.due or on, item.what)):
        by_name[group_name(item, on)].append(item)
    return [WorkGroup(name, tuple(_row(item, on) for item in found)) for name, found in by_name.items() if found]


def _row(item: WorkItem, on: datetime.date) -> WorkRow:
    late = item.due is not None and item.due < on and not item.waiting
    first = None if item.waiting else item.first_due
    return WorkRow(item.what, item.why, item.url, item.due, _due_words(item, on), is_late=late, first_due=first)


def _due_words(item: WorkItem, on: datetime.date) -> str:
    """Others' lateness is not this person's: what waits for others shows its day alone."""
    if item.due is None:
        return ""
    return "" if item.waiting else due_in_words(item.due, on)


def count_mine(groups: Iterable[WorkGroup]) -> int:
    """How many things this person can do now or soon."""
    return sum(len(group.rows) for group in groups if group.name != WAITING)


def first_of(groups: Iterable[WorkGroup]) -> WorkRow | None:
    """What to begin with: what is urgent or due first."""
    return next((row for group in groups if group.name != WAITING for row in group.rows), None)


def summary(groups: Sequence[WorkGroup], on: datetime.date) -> str:
    """“You have 5 tasks, 2 of them overdue, 4 by their first dates.”"""
    mine = count_mine(groups)
    overdue = sum(len(group.rows) for group in groups if group.name == OVERDUE)
    by_first = sum(group.late_by_first(on) for group in groups if group.name not in (WAITING, NOW))
    first = f", {by_first} by {'its first date' if by_first == 1 else 'their first dates'}" if by_first > overdue else ""
    if not mine:
        return "You have nothing to do."
    tasks = "You have 1 task" if mine == 1 else f"You have {mine} tasks"
    if not overdue:
        return f"{tasks}, {'not' if mine == 1 else 'none'} overdue{first}."
    return f"{tasks}. It is overdue." if mine == overdue == 1 else f"{tasks}, {overdue} of them overdue{first}."
