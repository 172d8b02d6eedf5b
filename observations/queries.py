"""How many observations there are, and whether somebody may read any."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count

from audits.calculations.counted import CountedFacts
from audits.calculations.counted_work import WorkTally
from audits.enums import FINISHED_STATES, WorkSubject
from foundation.accounts.models import Person
from foundation.seals import InputKind, note_inputs

from .enums import ObservationType
from .models import Observation


@dataclass(frozen=True)
class ObservationCount:
    """How many observations of one type were recorded by people with one job title, which may be empty."""

    kind: ObservationType
    job_title: str
    recorded: int


def counts_for(month: datetime.date) -> list[ObservationCount]:
    """Observations recorded in a month's cycle, by type and the observer's job title; most first. Names nobody."""
    rows = (
        Observation.objects.recorded()
        .filter(cycle__month=month)
        .order_by()
        .values("kind", "observer__job_title")
        .annotate(recorded=Count("pk"))
        .order_by("-recorded", "kind", "observer__job_title__folded")
    )
    found = [ObservationCount(ObservationType(row["kind"]), row["observer__job_title"], row["recorded"]) for row in rows]
    note_inputs(InputKind.COUNT, [(f"observations-{month}", found)])
    return found


def reads_any(person: Person) -> bool:
    return Observation.objects.visible_to(person).exists()


def tallies_of_observed(counted: Mapping[int, CountedFacts]) -> Iterator[tuple[int, WorkTally]]:
    """The agreed overall grade of each audit beside which practice was observed, for `audits.queries.counted_work`."""
    observed = Observation.objects.recorded().filter(audit__in=list(counted)).order_by().values_list("audit", flat=True).distinct()
    for audit in observed:
        if counted[audit].state.value in FINISHED_STATES:
            yield audit, WorkTally(WorkSubject.OBSERVED.value, counted[audit].overall.after)
