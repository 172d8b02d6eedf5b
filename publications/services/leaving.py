"""What somebody who leaves was writing or reviewing goes to somebody else."""

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import all_locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.own_time import with_own_days
from publications.enums import PublicationState
from publications.models import Publication

from .reviewing import require_reviewer


@transaction.atomic
def hand_over_publications(*, actor: Person, person: Person, to: Person) -> None:
    """Drafts go on with another author, reviews with another reviewer: raises ValidationError where `to` may not review one of them."""
    require(can_give_away, actor, person)
    for publication in all_locked(Publication.objects.unpublished().filter(author=person)):
        if publication.reviewed_by != to:
            publication.author = to
            publication.save(update_fields=["author"])
            record(actor=actor, verb="publication.handed_over", target=publication, before=person, author=to)
    for publication in all_locked(Publication.objects.filter(state=PublicationState.IN_REVIEW, reviewer=person)):
        require_reviewer(to, publication, field=None)
        publication.reviewer = to
        publication.review_due = with_own_days(publication.review_due or today(), today())
        publication.save(update_fields=["reviewer", "review_due"])
        record(actor=actor, verb="publication.review_handed_over", target=publication, before=person, reviewer=to)
