"""From a draft to what all staff read: reviewed by another, published, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move
from publications.enums import UNPUBLISHED, PublicationState
from publications.models import NewsletterItem, Publication, PublicationRead, PublishedEdition
from publications.permissions import REVIEWERS, is_worker_of_example, wrote_in_it
from publications.queries.editions import content_now, latest_edition
from publications.stored import written

from .moves import PUBLICATIONS
from .naming import check_for_names
from .notifications import tell_outcome, tell_readers_of_withdrawal, tell_reviewer, tell_worker_of_text

# Working days that a reviewer has.
DAYS_TO_REVIEW = 5


@transaction.atomic
def send_for_review(*, actor: Person, publication: Publication, reviewer: Person, version: str | None = None) -> Publication:
    """Ask somebody else to read it before all staff do: a person who wrote nothing in it, and whose practice it is not."""
    publication, step = begin_move(PUBLICATIONS, actor, publication, "send", version=version)
    require_reviewer(reviewer, publication)
    publication.reviewer, publication.sent_on, publication.returned_because = reviewer, today(), ""
    publication.review_due = add_working_days(today(), DAYS_TO_REVIEW)
    publication = complete_move(actor, publication, step, reviewer=str(reviewer))
    entry = _latest_entry(publication)
    tell_reviewer(actor, publication, entry)
    if publication.is_example:
        tell_worker_of_text(publication.consent, entry)
    return publication


def require_reviewer(reviewer: Person, publication: Publication, field: str | None = "reviewer") -> None:
    """Raise ValidationError, by `field` where one is named, for a person who may not review it."""
    why = ""
    if not (reviewer.can_be_notified and reviewer.has_role(*REVIEWERS)):
        why = f"{reviewer} cannot review it here. Choose a moderator, a manager of services or a QA lead."
    elif wrote_in_it(reviewer, publication):
        why = f"{reviewer} wrote in it, so somebody else reviews it. Choose another person."
    elif is_worker_of_example(reviewer, publication):
        why = "The person whose practice it is does not review it. Choose another person."
    if why:
        raise ValidationError({field: why} if field else why)


@transaction.atomic
def take_back(*, actor: Person, publication: Publication) -> Publication:
    """Go on writing, before it is reviewed."""
    publication, step = begin_move(PUBLICATIONS, actor, publication, "take_back")
    return complete_move(actor, publication, step)


@transaction.atomic
def return_publication(*, actor: Person, publication: Publication, reason: str, version: str | None = None) -> Publication:
    """Say what its author is to change before others read it."""
    publication, step = begin_move(PUBLICATIONS, actor, publication, "return", version=version, reason=reason)
    publication = complete_move(actor, publication, step, reason=reason.strip())
    tell_outcome(publication, actor, "was sent back to you", _latest_entry(publication))
    return publication


@transaction.atomic
def review_publication(*, actor: Person, publication: Publication, version: str | None = None) -> Publication:
    """Say that all staff may read it as it is: `version` is that of what the reviewer read."""
    publication, step = begin_move(PUBLICATIONS, actor, publication, "review", version=version)
    publication.reviewed_by, publication.reviewed_on = actor, today()
    publication = complete_move(actor, publication, step)
    tell_outcome(publication, actor, "was reviewed", _latest_entry(publication))
    return publication


@transaction.atomic
def publish_publication(*, actor: Person, publication: Publication, version: str | None = None) -> PublishedEdition:
    """Give it to all staff, with its findings as they are counted now: from now on this edition does not change."""
    publication, step = begin_move(PUBLICATIONS, actor, publication, "publish", version=version)
    before = latest_edition(publication)
    content = content_now(publication)
    reviewer = publication.reviewed_by
    assert reviewer, "the database keeps a reviewed publication from having none"
    edition = PublishedEdition.objects.create(
        publication=publication,
        number=before.number + 1 if before else 1,
        content=written(content),
        published_by=actor,
        reviewed_by=reviewer,
        published_on=today(),
    )
    publication.published_on = today()
    publication.withdrawn_on, publication.withdrawn_because = None, ""
    publication.words = "\n".join([content.title, content.summary, *content.texts.values()])
    publication = complete_move(actor, publication, step, edition=edition.number)
    tell_outcome(publication, actor, "is published", _latest_entry(publication))
    return edition


@transaction.atomic
def withdraw_publication(*, actor: Person, publication: Publication, reason: str, kept: str = "") -> Publication:
    """Take it out of what staff read, for a reason that its readers are told; or give up a draft."""
    move = "withdraw" if publication.state == PublicationState.PUBLISHED else f"drop_{publication.state}"
    publication, step = begin_move(PUBLICATIONS, actor, publication, _known(move), reason=reason)
    looked = check_for_names({"reason": reason}, kept=kept, target=publication)
    publication = withdrawn(actor, publication, step, reason.strip())
    looked.keep(actor, publication)
    return publication


def _known(move: str) -> str:
    """What was withdrawn meanwhile is refused as what it is now."""
    return move if move in PUBLICATIONS.moves else "withdraw"


def withdrawn(actor: Person, publication: Publication, step: Move, reason: str) -> Publication:
    """It leaves the library, the drafts of newsletters, and its readers are notified; a part of a service that asked for permission."""
    publication.withdrawn_on = today()
    publication = complete_move(actor, publication, step, reason=reason)
    NewsletterItem.objects.filter(item=publication, newsletter__state__in=UNPUBLISHED).delete()
    entry = _latest_entry(publication)
    if step.source == PublicationState.PUBLISHED:
        reads = PublicationRead.objects.filter(edition__publication=publication).order_by()
        readers = Person.objects.active().filter(pk__in=reads.values("reader")).exclude(pk=actor.pk)
        tell_readers_of_withdrawal(publication, readers, entry)
    tell_outcome(publication, actor, "was withdrawn", entry)
    return publication


@transaction.atomic
def write_next_edition(*, actor: Person, publication: Publication) -> Publication:
    """Begin again from what was withdrawn."""
    publication, step = begin_move(PUBLICATIONS, actor, publication, "write_edition")
    publication.reviewed_by = publication.reviewed_on = None
    return complete_move(actor, publication, step)


def _latest_entry(publication: Publication) -> int:
    """Tells one notice from the one before it."""
    return Entry.objects.of(publication).order_by("-pk").values_list("pk", flat=True).first() or 0
