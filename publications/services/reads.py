"""Saying that one has read something: counted, and told to nobody by name."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.council.clock import today
from publications.enums import PublicationState
from publications.models import Publication, PublicationRead
from publications.permissions import can_say_read
from publications.queries.editions import latest_edition


@transaction.atomic
def note_read(*, actor: Person, publication: Publication) -> PublicationRead:
    """Note that `actor` has read the latest edition; the second time nothing changes. Not in the trail, which says who did what."""
    require(can_say_read, actor)
    publication = locked(Publication.objects.visible_to(actor), pk=publication.pk)
    edition = latest_edition(publication)
    if publication.state != PublicationState.PUBLISHED or edition is None:
        raise ValidationError("This is not published any more, so that nothing was noted.")
    read, _ = PublicationRead.objects.get_or_create(edition=edition, reader=actor, defaults={"read_on": today()})
    return read
