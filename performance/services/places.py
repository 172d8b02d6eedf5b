"""Which published council is ours."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked_settings, save_settings
from foundation.activity.trail import record
from performance.enums import PlaceKind
from performance.models import NeighbourModel, Place, PublishedPlace
from performance.permissions import can_import


@transaction.atomic
def choose_published_place(*, actor: Person, council: Place | None, neighbour_model: NeighbourModel | None) -> PublishedPlace:
    """Say which council of the published statistics is ours, and by which model its neighbours are taken."""
    require(can_import, actor, why="Only a performance analyst or a QA lead can choose this.")
    if council and council.kind != PlaceKind.COUNCIL:
        raise ValidationError({"council": "Choose a council, not a region or the country."})
    chosen = locked_settings(PublishedPlace)
    before = {"council": str(chosen.council or ""), "model": str(chosen.neighbour_model or "")}
    chosen.council, chosen.neighbour_model = council, neighbour_model
    save_settings(chosen)
    after = {"council": str(council or ""), "model": str(neighbour_model or "")}
    if before != after:
        record(actor=actor, verb="indicator.place_chosen", target=chosen, before=before, after=after)
    return chosen
