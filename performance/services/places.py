"""Which published council is ours."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked_settings, save_settings
from foundation.activity.trail import record
from performance.enums import AverageBy, PlaceKind
from performance.models import NeighbourModel, Place, PublishedPlace
from performance.permissions import can_import


@transaction.atomic
def choose_published_place(
    *, actor: Person, council: Place | None, neighbour_model: NeighbourModel | None, average_by: str = AverageBy.MEAN
) -> PublishedPlace:
    """Say which council of the published statistics is ours, by which model its neighbours are taken, and how they are averaged."""
    require(can_import, actor, why="Only a performance analyst or a QA lead can choose this.")
    if council and council.kind != PlaceKind.COUNCIL:
        raise ValidationError({"council": "Choose a council, not a region or the country."})
    if average_by not in AverageBy.values:
        raise ValidationError({"average_by": "Choose the mean or the median."})
    chosen = locked_settings(PublishedPlace)
    before = {"council": str(chosen.council or ""), "model": str(chosen.neighbour_model or ""), "average": str(chosen.average_by)}
    chosen.council, chosen.neighbour_model, chosen.average_by = council, neighbour_model, average_by
    save_settings(chosen)
    after = {"council": str(council or ""), "model": str(neighbour_model or ""), "average": str(average_by)}
    if before != after:
        record(actor=actor, verb="indicator.place_chosen", target=chosen, before=before, after=after)
    return chosen
