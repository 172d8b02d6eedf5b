"""Other councils' grades beside our own."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from inspections.models import PublishedOutcome
from performance.models import Neighbour, Place, PublishedPlace


@dataclass(frozen=True)
class OutcomesBeside:
    """The latest outcome of our own council and of each of its statistical neighbours, in their order; of every council where
    our own, or its neighbours, are not known. `without` are neighbours of which nothing is published here.
    """

    ours: Place | None
    model: str
    outcomes: list[PublishedOutcome]
    without: list[str]


def outcomes_beside() -> OutcomesBeside:
    chosen = PublishedPlace.current()
    ours, latest = chosen.council, {each.council_id: each for each in latest_outcomes()}
    neighbours: list[Place] = []
    if ours and chosen.neighbour_model:
        rows = Neighbour.objects.filter(council=ours, model=chosen.neighbour_model).select_related("neighbour").order_by("rank")
        neighbours = [row.neighbour for row in rows]
    if not neighbours:
        return OutcomesBeside(ours, "", list(latest.values()), [])
    shown = [latest[place.pk] for place in [*filter(None, [ours]), *neighbours] if place.pk in latest]
    return OutcomesBeside(ours, str(chosen.neighbour_model), shown, [place.name for place in neighbours if place.pk not in latest])


def latest_outcomes() -> QuerySet[PublishedOutcome]:
    """One a council."""
    later = PublishedOutcome.objects.filter(council=OuterRef("council"), inspected_on__gt=OuterRef("inspected_on"))
    return PublishedOutcome.objects.exclude(Exists(later)).select_related("council").prefetch_related("grades__judgement__framework")
