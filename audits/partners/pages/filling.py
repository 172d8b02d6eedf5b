"""What a partner auditor is shown: their own part, and nothing of the audit that it is a part of."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from audits.enums import WRITTEN_STATES, PartState
from audits.models import AgencyPart, Domain, PartJudgement
from audits.partners.queries import SEEN
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date

NOT_STARTED, PART_DONE, COMPLETE = "Not started", "In progress", "Complete"
SECTION_COLOURS = {NOT_STARTED: "blue", PART_DONE: "yellow", COMPLETE: "green"}
MARKS = {NOT_STARTED: "○", PART_DONE: "○", COMPLETE: "✓"}


@dataclass(frozen=True)
class PartSection:
    """One page of the part, as its task list shows it."""

    slug: str
    text: str
    href: str
    status: str
    hint: str = ""
    domain: Domain | None = None
    grade: str = ""
    words: str = ""

    @property
    def colour(self) -> str:
        return SECTION_COLOURS[self.status]

    @property
    def is_complete(self) -> bool:
        return self.status == COMPLETE


def sections_of_part(part: AgencyPart) -> list[PartSection]:
    """Each domain of the agency's tool, then what the agency saw together."""
    given = {row.domain_id: row for row in part.judgements.all()}
    domains = part.tool.domains.prefetch_related("descriptors", "questions")
    status = COMPLETE if part.seen else NOT_STARTED
    together = PartSection(SEEN, "What your agency saw, taken together", _href(part, SEEN), status, words=part.seen)
    return [*(_of_domain(part, domain, given.get(domain.pk)) for domain in domains), together]


def _of_domain(part: AgencyPart, domain: Domain, row: PartJudgement | None) -> PartSection:
    slug = f"domain-{domain.pk}"
    said = {"grade": grade_word(row.grade), "words": row.reason} if row else {}
    return PartSection(slug, domain.name, _href(part, slug), _judged(row), domain.guidance, domain, **said)


def _href(part: AgencyPart, slug: str) -> str:
    return reverse("audits:part-section", args=[part.pk, slug])


def _judged(row: PartJudgement | None) -> str:
    if row is None or not (row.grade or row.reason):
        return NOT_STARTED
    return COMPLETE if row.grade and row.reason else PART_DONE


def menu_of_part(sections: Iterable[PartSection], here: PartSection) -> list[dict[str, Any]]:
    return [
        {"text": each.text, "href": each.href, "active": each == here, "mark": MARKS[each.status], "said": each.status.lower()}
        for each in sections
    ]


def place_after_in_part(part: AgencyPart, sections: list[PartSection], here: PartSection) -> str:
    at = sections.index(here) + 1
    return sections[at].href if at < len(sections) else f"{part.get_absolute_url()}#submit"


def facts_of_part(part: AgencyPart, on: datetime.date) -> list[dict[str, Any]]:
    """All that the agency's auditor is told."""
    facts = [
        {"key": "Agency", "value": part.agency.name},
        {"key": "Your reference", "value": part.reference},
        {"key": "What to look at", "value": part.look_at},
        {"key": "Asked by", "value": f"{part.given_by}, {uk_date(part.given_on)}"},
    ]
    if part.is_open:
        facts.append({"key": "Due", "value": due_in_words(part.due, on)})
    if part.submitted_on:
        facts.append({"key": "Submitted", "value": uk_date(part.submitted_on)})
    return facts


def closed_words(part: AgencyPart) -> str:
    """Why the part cannot be filled in now; empty where it can."""
    if part.state == PartState.LEFT_OUT:
        return "This part is no longer asked for. Nothing more is asked of you."
    if part.state == PartState.HANDED:
        return "You handed this part back. Nothing more is asked of you."
    if part.state == PartState.SUBMITTED:
        return "Your part is submitted. The lead asks it back if something is missing."
    if part.audit.state not in WRITTEN_STATES:
        return "The audit has gone on without this part. Nothing more is asked of you."
    return "The month is paused. Your part waits until it goes on." if part.audit.cycle.is_paused else ""


def not_begun_words(part: AgencyPart) -> str:
    """Why no page of the part can be filled in now; empty where it can."""
    begun = part.state == PartState.BEGUN
    return closed_words(part) or ("" if begun else f"{part} is not started. Declare first that you had no part in the child’s case.")


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """For a partner auditor their parts; for an audit's auditor what parts ask of them."""
    mine = AgencyPart.objects.to_fill(person).for_page().order_by("due", "pk")
    handed = AgencyPart.objects.filter(audit__auditor=person, state=PartState.HANDED, audit__state__in=WRITTEN_STATES)
    handed = handed.select_related("agency", "audit").order_by("pk")
    return [WorkQuestion(mine, lambda: map(_to_fill, mine)), WorkQuestion(handed, lambda: map(_to_give, handed))]


def _to_fill(part: AgencyPart) -> WorkItem:
    asked_back = part.state == PartState.BEGUN and part.return_reason
    what = f"{'Go on with' if part.state == PartState.BEGUN else 'Fill in'} part {part.pk} of an audit with other agencies"
    paused = part.audit.cycle.is_paused
    why = f"It was asked back: {part.return_reason}" if asked_back else f"You audit for {part.agency}"
    due = None if paused else part.due
    return WorkItem(what=what, why=why, url=part.get_absolute_url(), due=due, email_text=f"Fill in part {part.pk}", waiting=paused)


def _to_give(part: AgencyPart) -> WorkItem:
    return WorkItem(
        what=f"Give the part of {part.agency} in audit {part.audit_id} to somebody else",
        why="It was handed back",
        url=part.parts_url,
        email_text=f"Give a part of audit {part.audit_id} to somebody else",
    )
