"""What other rooms ask about observations."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.work import WorkItem

from .enums import ObservationState, ObservationType
from .models import Observation


@dataclass(frozen=True)
class ObservationCount:
    """How many observations of one type were recorded by people with one job title."""

    kind: str
    observer: str
    recorded: int


def counts_for(month: datetime.date) -> list[ObservationCount]:
    """Observations recorded in a month's cycle, by type and the observer's job title; most first. Names nobody."""
    rows = (
        Observation.objects.recorded()
        .filter(cycle__month=month)
        .order_by()
        .values("kind", "observer__job_title")
        .annotate(recorded=Count("pk"))
        .order_by("-recorded", "kind", "observer__job_title")
    )
    return [ObservationCount(ObservationType(row["kind"]).label, row["observer__job_title"] or "Observer", row["recorded"]) for row in rows]


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    """Observations that `person` is to record or share."""
    waiting = Observation.objects.filter(observer=person).exclude(state=ObservationState.SHARED)
    items = [_item(observation) for observation in waiting.select_related("cycle", "team", "practitioner").order_by("due", "number")]
    return [item for item in items if item]


def _item(observation: Observation) -> WorkItem | None:
    kind = observation.get_kind_display().lower()
    if observation.state == ObservationState.PLANNED:
        return WorkItem(
            what=f"Observe and record: {kind}, {observation.team}",
            why=f"You are its observer; {observation.cycle}",
            url=reverse("observations:record", args=[observation.number]),
            due=observation.due,
        )
    if observation.practitioner is None:
        return None
    return WorkItem(
        what=f"Share observation {observation.number} with {observation.practitioner}",
        why=f"You recorded it; {kind}, {observation.cycle}",
        url=reverse("observations:share", args=[observation.number]),
    )
