"""Beginning a publication and writing in it: its words, and the findings that it is written from."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import FindingKind
from audits.models import Domain
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_board_member, require
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.bounds import require_month_in_reach
from foundation.council.clock import today
from foundation.council.months import period_name
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import Lines, normalised_lines, normalised_text
from foundation.guard.services import IdentityCheck
from foundation.moves.services import begin_move, complete_move
from insight.facts import ComputedFact
from insight.services import keep_inserted
from publications.enums import PublicationKind, PublicationPart, PublicationState
from publications.models import Publication, PublicationFinding
from publications.permissions import can_begin, is_worker_of_example
from publications.queries.facts import facts_offered
from publications.stored import TEXTS

from .moves import PUBLICATIONS
from .naming import check_for_names
from .notifications import tell_author

LONGEST_TEXT = 8_000
# A theme, by its key, in strengths or in areas for improvement.
ChosenFinding = tuple[int, FindingKind]


@transaction.atomic
def begin_publication(
    *,
    actor: Person,
    kind: PublicationKind,
    title: str,
    author: Person | None = None,
    first_month: datetime.date | None = None,
    last_month: datetime.date | None = None,
    domain: Domain | None = None,
    kept: str = "",
) -> Publication:
    """Begin an alert, a briefing or tips; `author` writes it, the person who begins it where nobody is named. Examples are proposed, and
    issues of the newsletter assembled. `kept`: why words that look like a name may stand.
    """
    require(can_begin, actor, why="The QA lead begins what is published to staff.")
    if kind in (PublicationKind.EXAMPLE, PublicationKind.NEWSLETTER):
        raise ValidationError({"kind": "An example is proposed from a strength, and a newsletter assembled from its quarter."})
    return store_new(actor, kind, title, author or actor, first_month, last_month, domain=domain, kept=kept)


def store_new(
    actor: Person,
    kind: PublicationKind,
    title: str,
    author: Person,
    first_month: datetime.date | None,
    last_month: datetime.date | None,
    *,
    kept: str = "",
    **more: Any,
) -> Publication:
    """A new draft, guarded and recorded; for services that have asked for permission."""
    title = " ".join(title.split())
    if not title:
        raise ValidationError({"title": "Enter a title."})
    _require_author(author)
    require_whole_period(first_month, last_month)
    looked = check_for_names({"title": title}, kept=kept)
    publication = Publication(
        kind=kind, title=title, author=author, first_month=first_month, last_month=last_month, begun_on=today(), **more
    )
    publication.content = TEXTS.write(texts={})
    publication.save(force_insert=True)
    publication.writers.add(actor)
    record(actor=actor, verb="publication.begun", target=publication, kind=kind, title=title, author=author)
    looked.keep(actor, publication)
    if author != actor:
        tell_author(actor, publication)
    return publication


def _require_author(author: Person) -> None:
    if not author.can_be_notified or is_board_member(author):
        raise ValidationError({"author": f"{author} does not work here, or cannot sign in. Choose somebody else."})


def require_whole_period(first: datetime.date | None, last: datetime.date | None) -> None:
    """Both ends or neither. Raises ValidationError by field."""
    if bool(first) != bool(last):
        missing = "last_month" if first else "first_month"
        raise ValidationError({missing: "Give the first and the last month of the findings, or neither."})
    if first and last:
        require_month_in_reach(first, field="first_month")
        require_month_in_reach(last, field="last_month")
        if last < first:
            raise ValidationError({"last_month": "The last month is earlier than the first. Give the earlier month first."})


def publication_lines(publication: Publication) -> Lines:
    """Its words, as what two windows may write at once."""
    return lines_of(publication.parts, publication.title, publication.summary, publication.texts)


def lines_of(parts: Collection[PublicationPart], title: str, summary: str, texts: Mapping[str, str]) -> Lines:
    return normalised_lines([("Title", title), ("Summary", summary), *((part.label, texts.get(part, "")) for part in parts)])


@transaction.atomic
def write_publication(
    *,
    actor: Person,
    publication: Publication,
    title: str,
    summary: str,
    texts: Mapping[str, str],
    seen: str | None = None,
    kept: str = "",
    halfway: bool = False,
) -> Publication:
    """Save its words; `seen` is the token of those that the writer began from, EditConflict where others are stored.

    `halfway` keeps them while they are written; the guard asks at the end. One that was reviewed is a draft again once its words change.
    """
    move = "write_again" if publication.state == PublicationState.REVIEWED else "write"
    publication, step = begin_move(PUBLICATIONS, actor, publication, move)
    _require_not_the_worker(actor, publication)
    given = {part.value: normalised_text(texts.get(part, "")) for part in publication.parts}
    title, summary = " ".join(title.split()) or publication.title, " ".join(summary.split())
    theirs, mine = publication_lines(publication), lines_of(publication.parts, title, summary, given)
    writes = Entry.objects.of(publication).filter(verb=step.verb).order_by("-pk")
    require_unchanged(what="publication", actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    looked = IdentityCheck() if halfway else check_for_names({"title": title, "summary": summary, **given}, kept=kept, target=publication)
    if theirs != mine:
        publication.title, publication.summary, publication.content = title, summary, TEXTS.write(texts=given)
        publication.reviewed_by = publication.reviewed_on = None
        publication.writers.add(actor)
        publication = complete_move(actor, publication, step, before=dict(theirs), after=dict(mine))
        _keep_facts(actor, publication)
    looked.keep(actor, publication)
    return publication


def _require_not_the_worker(actor: Person, publication: Publication) -> None:
    if is_worker_of_example(actor, publication):
        raise ValidationError("The person whose practice it is does not write the example. Ask a colleague.")


def _keep_facts(actor: Person, publication: Publication, offered: Collection[ComputedFact] | None = None) -> None:
    """Which computed facts an issue has in their own words: once they are not so any more they are marked."""
    text = publication.texts.get(PublicationPart.FIGURES, "")
    if publication.is_newsletter:
        found = facts_offered(publication) if offered is None and text else offered or ()
        keep_inserted(actor=actor, target=publication, place=PublicationPart.FIGURES.value, text=text, offered=found)


@transaction.atomic
def choose_findings(
    *,
    actor: Person,
    publication: Publication,
    first_month: datetime.date | None,
    last_month: datetime.date | None,
    chosen: Collection[ChosenFinding],
    domain: Domain | None = None,
    version: str | None = None,
) -> Publication:
    """Say which findings of which months it is written from, in place of those that were chosen, and which domain it is about."""
    move = "write_again" if publication.state == PublicationState.REVIEWED else "write"
    publication, step = begin_move(PUBLICATIONS, actor, publication, move, version=version)
    require_whole_period(first_month, last_month)
    if publication.is_newsletter and (first_month, last_month) != (publication.first_month, publication.last_month):
        raise ValidationError({"first_month": "The months of a newsletter are those of its quarter, and do not change."})
    if chosen and not first_month:
        raise ValidationError({"first_month": "Give the months in which the findings were seen."})
    before = _basis(publication)
    publication.first_month, publication.last_month, publication.domain = first_month, last_month, domain
    publication.findings.all().delete()
    PublicationFinding.objects.bulk_create(
        PublicationFinding(publication=publication, theme_id=theme, kind=kind) for theme, kind in dict.fromkeys(chosen)
    )
    publication.reviewed_by = publication.reviewed_on = None
    publication.writers.add(actor)
    return complete_move(actor, publication, step, before=before, after=_basis(publication))


def _basis(publication: Publication) -> dict[str, Any]:
    found = [str(each) for each in publication.findings.select_related("theme")]
    months = period_name(publication.first_month, publication.last_month) if publication.first_month and publication.last_month else ""
    return {"months": months, "findings": found, "domain": str(publication.domain or "")}
