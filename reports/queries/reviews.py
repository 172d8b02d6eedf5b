"""Who reviews a draft, who owns which section, and what was said of them."""

from collections.abc import Mapping

from django.db.models import Prefetch, QuerySet

from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.editing.version_tokens import normalised_lines, version_token
from reports.enums import CommentState
from reports.models import CommentReply, Report, Review, ReviewComment, SectionOwner
from reports.querysets import REVIEWERS, ReviewQuerySet
from reports.sections import SECTIONS


def section_owners() -> dict[str, Person]:
    """By the section's key, the people who are here; of sections that reports have, in their order."""
    rows = SectionOwner.objects.select_related("person").filter(person__is_active=True)
    held = {row.key: row.person for row in rows}
    return {plan.key: held[plan.key] for plan in SECTIONS if plan.key in held}


def sections_of(person: Person, owners: Mapping[str, Person]) -> list[str]:
    """The keys of the sections that one person owns."""
    return [key for key, owner in owners.items() if owner == person]


def owners_token() -> str:
    """Of who owns what: another once anybody has changed it."""
    return version_token(tuple((row.key, str(row.person_id)) for row in SectionOwner.objects.all()))


def possible_reviewers() -> QuerySet[Person]:
    """Who could be asked, by their role: they work here, can sign in, and are not on the Board alone."""
    return Person.objects.notifiable().with_role(*REVIEWERS)


def reviews_of(report: Report) -> list[Review]:
    """Asked or given, by the reviewer's name."""
    return list(report.reviews.standing().select_related("reviewer", "asked_by"))


def late_reviews() -> ReviewQuerySet:
    """Reviews of drafts that are late."""
    return Review.objects.asked().filter(due__lt=today(), report__in=Report.objects.drafts()).select_related("report", "reviewer")


def comments_of(report: Report) -> list[ReviewComment]:
    """Every comment with its replies, the first one first."""
    replies = Prefetch("replies", CommentReply.objects.select_related("author"))
    return list(report.comments.select_related("author", "resolved_by").prefetch_related(replies))


def open_comments(report: Report) -> dict[str, int]:
    """How many wait for somebody, by the section's key."""
    found: dict[str, int] = {}
    for key in report.comments.filter(state=CommentState.OPEN).values_list("key", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def text_token(report: Report, key: str) -> str:
    """Of what is written in a section now; blank where nothing is."""
    text = next((row.text for row in report.texts.all() if row.key == key), "")
    lines = normalised_lines([("Text", text)])
    return version_token(lines) if lines else ""
