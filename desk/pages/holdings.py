"""Names for what a person who leaves still holds, without a child or a title: administrators read no case."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from desk.enums import HeldAs, Holding
from desk.queries.holdings import KINDS, STANDING, Held, people_who_left_something
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.council.months import month_name
from foundation.council.work import WorkItem, WorkQuestion
from reports.sections import heading_of

# What becomes by itself of what nobody is asked about.
WHAT_BECOMES = {
    Holding.CONFIRMING: "They go to the person who was named once a second person confirms it, under Settings, Who was given what.",
    Holding.OBSERVED: "They are cancelled, and their observers are notified.",
    Holding.AUDITS: "They go back to the QA lead, who chooses somebody else.",
    Holding.GRADING: "The rounds go on without them.",
    Holding.HELPING: "Their owners go on without them.",
    Holding.BEGUN: "No one can continue another person’s answers: the QA lead withdraws these audits, and can add the records again.",
    Holding.LETTERS: "The QA lead writes them: they are in the lead’s My work.",
    Holding.EXEMPTIONS: "The people who decide on them still do.",
    Holding.TOKENS: "Programs go on reading with them. Where they may know a key, end its token under Feeds, and make another.",
    Holding.VIEWS: "They stay for everybody; a QA lead can delete them.",
}
NAMES: dict[HeldAs, Callable[[Any], str]] = {
    HeldAs.ACTION: lambda action: f"Action {action.number}",
    HeldAs.STUDY: lambda study: study.short_name,
    HeldAs.VOICE: lambda voice: voice.short_name,
    HeldAs.OBSERVATION: lambda observation: f"Observation {observation.number}",
    HeldAs.INDICATOR: str,
    HeldAs.COMMENT: lambda comment: f"Comment on {comment.indicator.measure}, {month_name(comment.month)}",
    HeldAs.COMMISSION: str,
    HeldAs.DECISION: lambda decision: f"Decision of {decision.meeting}",
    HeldAs.PRIORITY: lambda priority: f"Priority {priority.number} of the improvement plan",
    HeldAs.EVENT: lambda event: event.short_name,
    HeldAs.PART: str,
    HeldAs.TEAM: lambda team: f"Manager of {team}",
    HeldAs.SERVICE: lambda service: f"Service manager of {service}",
    HeldAs.HEAD: lambda service: f"Head of service of {service}",
    HeldAs.REPORTS: lambda person: f"Line manager of {person}",
    HeldAs.AUDIT: str,
    HeldAs.MODERATION: lambda audit: f"Moderation of {str(audit).lower()}",
    HeldAs.GRADING: lambda part: str(part.round),
    HeldAs.LETTER: lambda audit: f"Letter on {str(audit).lower()}",
    HeldAs.CHALLENGE: lambda challenge: f"Challenge to audit {challenge.audit_id}",
    HeldAs.EXEMPTION: str,
    HeldAs.VIEW: str,
    HeldAs.TOKEN: str,
    HeldAs.REVIEW: lambda review: f"Review of the report on {review.report.period}",
    HeldAs.PUBLICATION: lambda publication: publication.short_name,
    HeldAs.PUBLICATION_REVIEW: lambda publication: f"Review of {publication.short_name.lower()}",
    HeldAs.REPORT_SECTION: lambda owned: f"Section {heading_of(owned.key)}",
}


@dataclass(frozen=True)
class HeldRows:
    """What somebody holds of one kind; `then` says what becomes of it by itself, empty where somebody is asked."""

    heading: str
    names: list[str]
    then: str


def held_by(person: Person) -> list[HeldRows]:
    """The kinds of which they hold something."""
    found = ((kind, kind.of(person)) for kind in KINDS)
    return [HeldRows(kind.heading, [name_of(each) for each in held], WHAT_BECOMES.get(kind.holding, "")) for kind, held in found if held]


def name_of(held: Held) -> str:
    return NAMES[held.held_as](held.row)


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """For the QA lead: each person who has left and still holds something, a line each."""
    if not is_lead(person):
        return []
    left = people_who_left_something()
    return [WorkQuestion(left, lambda: map(_item, left))]


def _item(left: Person) -> WorkItem:
    words = [f"{kind.heading.lower()}: {len(held)}" for kind in STANDING if (held := kind.of(left))]
    what = f"Give away what {left} left behind"
    return WorkItem(
        what=what, why=f"Owned by somebody who left; {'; '.join(words)}", url=reverse("desk:leaving", args=[left.pk]), email_text=what
    )
