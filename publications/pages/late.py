"""Reviews of publications that have not come, as reminders say them."""

import datetime

from foundation.accounts.models import Person
from foundation.chasing.owed import NOTHING_OWED, Owed, OwedQuestion
from publications.enums import PublicationState
from publications.models import Publication
from publications.permissions import can_publish

# The name of the list in the address of the page of reminders, and the verb of the trail.
PUBLICATIONS, REMINDED = "publications", "publication.reminded"


def owed_in_publications(actor: Person, on: datetime.date) -> OwedQuestion:
    """Alerts, briefings and others that wait for their reviewer after the day on which the review was due; the QA lead reminds them."""
    if not can_publish(actor):
        return NOTHING_OWED
    late = Publication.objects.visible_to(actor).filter(state=PublicationState.IN_REVIEW, review_due__lt=on, reviewer__is_active=True)
    rows = late.exclude(reviewer=actor).select_related("reviewer").order_by("review_due", "number")

    def owed() -> list[Owed]:
        return [_owed(each, each.reviewer, each.review_due) for each in rows if each.reviewer and each.review_due]

    return OwedQuestion(owed, [rows])


def _owed(publication: Publication, reviewer: Person, due: datetime.date) -> Owed:
    what = f"Review {publication.short_name.lower()}"
    key = f"publication.review:{publication.pk}"
    return Owed(reviewer, key, what, due, publication, REMINDED, frozenset({PUBLICATIONS}), lambda manager: what)
