"""The plan as a report gives it."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from foundation.seals import InputKind, note_inputs
from inspections.models import PlanPriority


@dataclass(frozen=True)
class PriorityAsOf:
    """A priority as it was on a day; `answers` is how many recommendations it answers."""

    priority: PlanPriority
    answers: int
    is_open: bool
    is_overdue: bool


def priorities_in_report(first: datetime.date, on: datetime.date) -> list[PriorityAsOf]:
    """What is open `on` a day, and what was closed since the `first` of the report's months; those due first come first. One query."""
    is_open = Q(closed_on=None) | Q(closed_on__gt=on)
    rows = PlanPriority.objects.filter(is_open | Q(closed_on__gte=first), set_on__lte=on)
    found = [_as_of(each, on) for each in rows.annotate(answered=Count("recommendations")).order_by("due", "number")]
    inputs = ((f"priority-{each.priority.pk}", (each.priority.name, str(each.priority.due), each.is_open, each.answers)) for each in found)
    note_inputs(InputKind.COUNT, list(inputs))
    return found


def _as_of(priority: PlanPriority, on: datetime.date) -> PriorityAsOf:
    is_open = priority.closed_on is None or priority.closed_on > on
    return PriorityAsOf(priority, getattr(priority, "answered", 0), is_open, is_open and priority.due < on)
