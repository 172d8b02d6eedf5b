"""The page of a publication: its parts, the findings that it was written from, who has read it, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from audits.enums import FindingKind
from audits.optional_url import optional_url
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.activity.versions import version_of
from foundation.council.months import period_name
from foundation.documents import DocumentPart, RichBlock, ShortDocument, blocks_of
from foundation.documents.formats import uk_date
from foundation.govuk.buttons import Button
from insight.permissions import can_see_insight
from publications import permissions
from publications.calculations import ReadCount
from publications.enums import PARTS_OF, PublicationPart, PublicationState
from publications.models import Publication, PublishedEdition
from publications.stored import FrozenFinding, PublishedContent

STATE_COLOURS: dict[str, str] = {
    PublicationState.DRAFT: "yellow",
    PublicationState.IN_REVIEW: "blue",
    PublicationState.REVIEWED: "turquoise",
    PublicationState.PUBLISHED: "green",
    PublicationState.WITHDRAWN: "grey",
}
_KINDS = {FindingKind.STRENGTH: "strength", FindingKind.AREA: "area for improvement"}


@dataclass(frozen=True)
class ShownPart:
    """A heading and what is written under it."""

    part: PublicationPart
    blocks: Sequence[RichBlock]

    @property
    def heading(self) -> str:
        return str(self.part.label)


def shown_parts(kind: str, content: PublishedContent) -> list[ShownPart]:
    """Those in which something is written."""
    return [ShownPart(part, blocks_of(text, str(part.label))) for part in PARTS_OF[kind] if (text := content.texts.get(part.value, ""))]


def finding_words(finding: FrozenFinding) -> str:
    """“Plans, an area for improvement in 9 of 23 audits”."""
    kind = f"{'an' if finding.kind == FindingKind.AREA else 'a'} {_KINDS[finding.kind]}"
    if not finding.seen and finding.is_at_least:
        return f"{finding.theme}, {kind} in fewer than five audits of each month"
    if not finding.seen:
        return f"{finding.theme}, {kind}: not seen in these months"
    return f"{finding.theme}, {kind} in {'at least ' if finding.is_at_least else ''}{finding.seen} of {finding.of} audits"


def findings_intro(content: PublishedContent, edition: PublishedEdition | None) -> str:
    """Of which months they are, and of which day the counts."""
    if not content.first or not content.last:
        return ""
    counted = f"counted on {uk_date(edition.published_on)}" if edition else "counted now, and frozen when it is published"
    return f"Audits of {period_name(content.first, content.last)}, {counted}."


def items_of(content: PublishedContent, person: Person) -> list[Publication]:
    """What an issue has, of what is published still and the reader may see, in its order."""
    seen = {each.number: each for each in Publication.objects.visible_to(person).published().filter(number__in=content.items)}
    return [seen[number] for number in content.items if number in seen]


def publication_document(
    publication: Publication, content: PublishedContent, items: Sequence[Publication], edition: PublishedEdition | None
) -> ShortDocument:
    status = f"Published on {uk_date(edition.published_on)}, edition {edition.number}" if edition else "Draft: not published"
    facts = [("Kind", publication.get_kind_display()), ("Status", status)]
    parts = [DocumentPart(paragraphs=[content.summary])] if content.summary else []
    parts += [DocumentPart(each.heading, blocks=each.blocks) for each in shown_parts(publication.kind, content)]
    if items:
        listed = [f"{each.title}: {each.summary}" for each in items]
        parts.append(DocumentPart("Good practice, alerts and tips", bullets=listed))
    if content.findings:
        intro = findings_intro(content, edition)
        parts.append(DocumentPart("What it was written from", [intro], list(map(finding_words, content.findings))))
    return ShortDocument(content.title, facts, parts, foot=f"{publication.short_name}. {status}")


def read_words(count: ReadCount) -> str:
    """“31 of 62 people who could have said that they have read it”; never a number of fewer than five."""
    if not count.read:
        return f"Nobody of {count.could} people who could has said that they have read it yet."
    if count.is_of_few:
        return f"Fewer than five of {count.could} people who could have said that they have read it."
    if count.leaves_few:
        return f"All but fewer than five of {count.could} people who could have said that they have read it."
    return f"{count.read} of {count.could} people who could have said that they have read it."


def publication_summary(publication: Publication, edition: PublishedEdition | None, person: Person) -> list[dict[str, Any]]:
    """Rows of the summary: for readers what it is, for the people who work on it also who does what."""
    rows: list[dict[str, Any]] = [
        {"key": "About", "value": publication.domain or ""},
        {"key": "Findings of", "value": publication.period},
        {"key": "Published on", "value": uk_date(edition.published_on) if edition else ""},
        {"key": "Edition", "value": edition.number if edition and edition.number > 1 else ""},
    ]
    if works_on(person, publication):
        rows += [
            {"key": "Written by", "value": publication.author},
            {"key": "Reviewer", "value": publication.reviewer or ""},
            {"key": "Review due", "value": _review_due(publication)},
            {"key": "Reviewed by", "value": publication.reviewed_by or ""},
            {"key": "Consent of the worker", "value": _consent(publication)},
        ]
    return [row for row in rows if row["value"]]


def _review_due(publication: Publication) -> str:
    waits = publication.state == PublicationState.IN_REVIEW and publication.review_due
    return uk_date(publication.review_due) if waits and publication.review_due else ""


def _consent(publication: Publication) -> str:
    if not publication.is_example:
        return ""
    consent = publication.consent
    day = consent.answered_on or consent.asked_on
    return f"{consent.get_state_display()} on {uk_date(day)}"


def works_on(person: Person, publication: Publication) -> bool:
    """Writes it or reviews it: sees its history and who does what."""
    return permissions.can_write(person, publication) or publication.reviewer_id == person.pk


def buttons_of(person: Person, publication: Publication) -> list[Button]:
    """Links to the pages on which it is written and sent on."""
    writes, state = permissions.can_write(person, publication), publication.state
    may_be_written = writes and state in (PublicationState.DRAFT, PublicationState.REVIEWED)
    found = []
    if state == PublicationState.DRAFT and writes:
        found.append(_button(publication, "Send for review", "send", first=True))
    if may_be_written:
        found.append(_button(publication, "Write", "write", first=not found and state == PublicationState.DRAFT))
        found.append(_button(publication, "Choose its findings", "findings"))
    if may_be_written and publication.is_newsletter:
        found.append(_button(publication, "Choose what is in it", "arrange"))
    if changed_url := _changed_url(person, publication):
        found.append(Button("What changed", changed_url))
    return found


def _changed_url(person: Person, publication: Publication) -> str:
    """A page of a room above: grades and figures before and after it was published."""
    is_published = publication.state == PublicationState.PUBLISHED and not publication.is_newsletter
    return optional_url("learning:impact-of-publication", publication.number) if is_published and can_see_insight(person) else ""


def _button(publication: Publication, text: str, name: str, *, first: bool = False) -> Button:
    href = reverse(f"publications:{name}", args=[publication.number])
    return Button(text, href, is_main=first)


def presses_of(person: Person, publication: Publication) -> list[dict[str, Any]]:
    """What one press does, each with its address."""
    state = publication.state
    found = [
        ("review", "It is ready for all staff", state == PublicationState.IN_REVIEW and permissions.can_review(person, publication)),
        ("publish", "Publish to all staff", state == PublicationState.REVIEWED and permissions.can_publish(person)),
        ("take-back", "Take it back", state == PublicationState.IN_REVIEW and permissions.can_write(person, publication)),
        ("again", "Write the next edition", state == PublicationState.WITHDRAWN and permissions.can_write(person, publication)),
    ]
    # What was read is what is reviewed and published: another version is refused.
    seen = {"review": version_of(publication), "publish": version_of(publication)}
    urls = {name: reverse(f"publications:{name}", args=[publication.number]) for name, _, _ in found}
    return [
        {"text": text, "url": urls[name], "version": seen.get(name, ""), "secondary": name not in seen} for name, text, may in found if may
    ]


def what_next(person: Person, publication: Publication) -> str:
    """A sentence for the people who work on it."""
    if not works_on(person, publication):
        return ""
    if publication.is_example and publication.state == PublicationState.DRAFT and publication.consent.state == "asked":
        return "The worker has been asked whether this may be shared. Wait for their answer before you send it for review."
    return {
        PublicationState.DRAFT: "Write it, then send it for review. Somebody who wrote nothing in it reads it before all staff do.",
        PublicationState.IN_REVIEW: f"{publication.reviewer} reviews it. It does not change until then.",
        PublicationState.REVIEWED: "It was reviewed. The QA lead publishes it. If you change a word, it is reviewed again.",
        PublicationState.PUBLISHED: "All staff read it. To correct it, withdraw it and write the next edition.",
        PublicationState.WITHDRAWN: "It is no longer in the library.",
    }[PublicationState(publication.state)]


def history_of(publication: Publication) -> list[dict[str, Any]]:
    """What happened, newest first."""
    return timeline(Entry.objects.of(publication).writes())
