"""What pages say of who reviews a draft, and of what reviewers said."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.chasing.pages import reminded_words
from foundation.chasing.queries import last_reminders
from foundation.council.own_time import own_due
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date, uk_datetime
from foundation.names import folded
from reports.enums import CommentState, ReviewState
from reports.models import Report, Review, ReviewComment
from reports.permissions import can_resolve, can_write_reports
from reports.queries.reviews import possible_reviewers, reviews_of, section_owners, sections_of, text_token


@dataclass(frozen=True)
class PossibleReviewer:
    """`is_usual`: a director, or the owner of a section; `hint` says which, and how far their review is."""

    person: Person
    hint: str
    is_usual: bool
    is_asked: bool


def reviewers_to_choose(report: Report, asker: Person) -> list[PossibleReviewer]:
    """Directors and owners of sections first, then everybody else whose role lets them review."""
    owners = section_owners()
    held = {review.reviewer: review for review in reviews_of(report)}
    people = [each for each in possible_reviewers().prefetch_related("role_rows") if each != asker]
    found = [_possible(report, each, sections_of(each, owners), held.get(each)) for each in people]
    return sorted(found, key=lambda each: (not each.is_usual, folded(each.person.name)))


def _possible(report: Report, person: Person, sections: Sequence[str], review: Review | None) -> PossibleReviewer:
    is_director = person.has_role(Role.DIRECTOR)
    parts = ["Director" if is_director else "", _owned(report, sections), _how_far(review) if review else ""]
    return PossibleReviewer(person, ". ".join(filter(None, parts)), is_director or bool(sections), review is not None)


def _owned(report: Report, sections: Iterable[str]) -> str:
    headings = [report.heading_of(key) for key in sections]
    return f"Owns {', '.join(headings)}" if headings else ""


def _how_far(review: Review) -> str:
    if review.state == ReviewState.GIVEN:
        return f"Reviewed it on {uk_date(review.given_on)}"
    return f"Asked on {uk_date(review.asked_on)}, to review it by {uk_date(review.due)}"


def day_to_ask_for(report: Report, on: datetime.date) -> datetime.date:
    """Days of their own, yet no later than the meeting; a meeting that has been held asks for nothing."""
    usual, meeting = own_due(on), report.meeting_date
    return min(usual, meeting) if meeting and meeting >= on else usual


@dataclass(frozen=True)
class ReviewRow:
    """One reviewer as the report's page names them; `withdraw_url` is empty where there is nothing to withdraw, or not by this reader."""

    words: str
    hint: str
    state: str
    colour: str
    withdraw_url: str = ""
    name: str = ""


@dataclass(frozen=True)
class ReviewOnPage:
    """`asked_words`: what is asked of this reader, and `may_give` that they can say it is done."""

    rows: list[ReviewRow]
    asked_words: str
    may_give: bool
    may_ask: bool


def review_on_page(report: Report, person: Person, on: datetime.date) -> ReviewOnPage:
    owners, may_ask = section_owners(), can_write_reports(person)
    reviews = reviews_of(report)
    rows = [_row(report, review, sections_of(review.reviewer, owners), on, may_ask) for review in reviews]
    mine = next((review for review in reviews if review.reviewer == person), None)
    may_give = mine is not None and mine.state == ReviewState.ASKED
    return ReviewOnPage(rows, _asked_of(report, mine, sections_of(person, owners), on) if mine else "", may_give, may_ask)


def _asked_of(report: Report, review: Review, sections: Sequence[str], on: datetime.date) -> str:
    owned = f" {_owned(report, sections).replace('Owns', 'You own', 1)}." if sections else ""
    if review.state == ReviewState.GIVEN:
        return f"You reviewed it on {uk_date(review.given_on)}. You can still comment."
    due = f"by {uk_date(review.due)} ({due_in_words(review.due, on)})"
    return f"{review.asked_by} asks you to review this report {due}.{owned} Comment under a section, then say that you have reviewed it."


def _row(report: Report, review: Review, sections: Sequence[str], on: datetime.date, may_ask: bool) -> ReviewRow:
    is_asked = review.state == ReviewState.ASKED
    is_late = is_asked and review.due < on
    url = reverse("reports:withdraw-review", args=[report.code, review.pk]) if may_ask and is_asked else ""
    state, colour = ("Given", "green") if not is_asked else ("Late", "red") if is_late else ("Asked", "purple")
    due = f"Due {uk_date(review.due)}" if is_asked else _how_far(review)
    hint = ". ".join(filter(None, [_owned(report, sections), due]))
    return ReviewRow(str(review.reviewer), hint, state, colour, url, review.reviewer.name)


@dataclass(frozen=True)
class ReplyOnPage:
    by: str
    text: str


@dataclass(frozen=True)
class CommentOnPage:
    """`notes`: what is to be known of it, such as that the text has changed since."""

    pk: int
    by: str
    text: str
    replies: list[ReplyOnPage]
    notes: list[str]
    is_open: bool
    url: str
    may_resolve: bool


@dataclass(frozen=True)
class SectionComments:
    """What is said of one section: what is open, and what is resolved."""

    key: str
    waiting: list[CommentOnPage]
    resolved: list[CommentOnPage]
    url: str

    @property
    def resolved_words(self) -> str:
        return "1 resolved comment" if len(self.resolved) == 1 else f"{len(self.resolved)} resolved comments"


def comments_by_section(report: Report, person: Person, comments: Iterable[ReviewComment]) -> dict[str, SectionComments]:
    """Of the sections on which somebody has commented."""
    found: dict[str, list[CommentOnPage]] = {}
    for comment in comments:
        found.setdefault(comment.key, []).append(comment_on_page(report, person, comment))
    return {key: _of_section(report, key, said) for key, said in found.items()}


def section_comments(report: Report, key: str, found: Mapping[str, SectionComments]) -> SectionComments:
    return found.get(key) or _of_section(report, key, [])


def _of_section(report: Report, key: str, said: Sequence[CommentOnPage]) -> SectionComments:
    url = reverse("reports:comment", args=[report.code, key])
    return SectionComments(key, [each for each in said if each.is_open], [each for each in said if not each.is_open], url)


def comment_on_page(report: Report, person: Person, comment: ReviewComment) -> CommentOnPage:
    replies = [ReplyOnPage(f"{reply.author}, {uk_datetime(reply.at)}", reply.text) for reply in comment.replies.all()]
    return CommentOnPage(
        pk=comment.pk,
        by=f"{comment.author}, {uk_datetime(comment.at)}",
        text=comment.text,
        replies=replies,
        notes=_notes(report, comment),
        is_open=comment.state == CommentState.OPEN,
        url=reverse("reports:comment-thread", args=[report.code, comment.pk]),
        may_resolve=not report.is_approved and can_resolve(person, comment),
    )


def _notes(report: Report, comment: ReviewComment) -> list[str]:
    notes = [f"Written for edition {comment.edition}"] if comment.edition != report.edition else []
    if comment.state == CommentState.RESOLVED:
        return [*notes, f"Resolved by {comment.resolved_by} on {uk_date(comment.resolved_on)}"]
    if report.is_approved:
        return [*notes, "Open when the report was approved"]
    return [*notes, "The text has changed since"] if comment.about != text_token(report, comment.key) else notes


def reminded_of(reviews: Iterable[Review]) -> dict[int, str]:
    """By the review's key, when its reviewer was last reminded of it."""
    rows = list(reviews)
    last = last_reminders([review_key(each) for each in rows])
    return {each.pk: reminded_words(last.get((each.reviewer.pk, review_key(each)))) for each in rows}


def review_key(review: Review) -> str:
    """Of one asking: the same for as long as that is owed."""
    return f"report.review:{review.pk}:{review.asked_on}"
