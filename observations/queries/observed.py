"""How many observations there are, what was seen in them, and whether somebody may read any."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q

from audits.calculations.counted import CountedFacts
from audits.calculations.counted_work import WorkTally
from audits.enums import FINISHED_STATES, PartInRecord, WorkSubject
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.seals import InputKind, note_inputs
from observations.enums import ObservationState, ObservedGrade
from observations.models import AreaSeen, Observation


@dataclass(frozen=True)
class ObservationCount:
    """How many observations of a month and type, by its name, people with one job title, which may be empty, were to make and recorded."""

    month: datetime.date
    kind: str
    job_title: str
    planned: int
    recorded: int


def people_at_work(audits: Iterable[Audit]) -> Iterator[tuple[Person, PartInRecord, bool]]:
    """Observers of what belongs to these audits, and whether they have still to observe."""
    found = Observation.objects.live().filter(audit__in=list(audits)).order_by("pk").select_related("observer")
    yield from ((each.observer, PartInRecord.OBSERVER, each.state == ObservationState.PLANNED) for each in found if each.observer)


def counts_for(months: Iterable[datetime.date]) -> list[ObservationCount]:
    """Observations of `months`, cancelled ones left out, by month, type and the observer's job title; most recorded first. Names nobody."""
    recorded = Count("pk", filter=~Q(state=ObservationState.PLANNED))
    rows = (
        Observation.objects.live()
        .filter(month__in=list(months))
        .order_by()
        .values("month", "kind__name", "kind__position", "observer__job_title")
        .annotate(planned=Count("pk"), recorded=recorded)
        .order_by("month", "-recorded", "kind__position", "observer__job_title__folded")
    )
    found = [ObservationCount(row["month"], row["kind__name"], row["observer__job_title"], row["planned"], row["recorded"]) for row in rows]
    note_inputs(InputKind.COUNT, [(f"observations-{month}", list(own)) for month, own in groupby(found, lambda each: each.month)])
    return found


@dataclass(frozen=True)
class AreaCount:
    """In how many observations of a month and team an area of practice was seen, and in how many with this grade.

    `grade` is None where the observer gave none. `domain` is the key of the audit tool's domain that the area may be set beside,
    of whichever version (`audits.tool.queries.domain_lines` joins them); None where there is none.
    """

    month: datetime.date
    team: int
    domain: int | None
    area: str
    grade: ObservedGrade | None
    seen: int


def areas_seen(months: Iterable[datetime.date]) -> list[AreaCount]:
    """Practice areas seen in recorded observations of `months`: by month, team, area and grade. Names nobody."""
    rows = (
        AreaSeen.objects.filter(observation__in=Observation.objects.recorded().filter(month__in=list(months)).order_by())
        .order_by()
        .values("observation__month", "observation__team", "area__domain", "area__name", "grade")
        .annotate(seen=Count("pk"))
        .order_by("observation__month", "observation__team_id", "area__name__folded", "area__domain_id", "grade")
    )
    found = [
        AreaCount(
            month=row["observation__month"],
            team=row["observation__team"],
            domain=row["area__domain"],
            area=row["area__name"],
            grade=ObservedGrade(row["grade"]) if row["grade"] else None,
            seen=row["seen"],
        )
        for row in rows
    ]
    note_inputs(InputKind.COUNT, [(f"areas-observed-{month}", list(own)) for month, own in groupby(found, lambda each: each.month)])
    return found


def reads_any(person: Person) -> bool:
    return Observation.objects.visible_to(person).exists()


def tallies_of_observed(counted: Mapping[int, CountedFacts]) -> Iterator[tuple[int, WorkTally]]:
    """The agreed overall grade of each audit beside which practice was observed, for `audits.queries.counted_work`."""
    observed = Observation.objects.recorded().filter(audit__in=list(counted)).order_by().values_list("audit", flat=True).distinct()
    for audit in observed:
        if counted[audit].state.value in FINISHED_STATES:
            yield audit, WorkTally(WorkSubject.OBSERVED.value, counted[audit].overall.after)
