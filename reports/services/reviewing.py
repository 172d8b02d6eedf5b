"""Asking people to review a draft by a day, and what becomes of what was asked; who owns which section."""

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import all_locked, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.own_time import with_own_days
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move, Workflow
from foundation.notices.services import notify
from reports.enums import ReviewState
from reports.models import Report, Review, SectionOwner
from reports.permissions import can_write_reports
from reports.queries.reviews import owners_token, section_owners, sections_of
from reports.querysets import REVIEWERS
from reports.sections import SECTIONS
from reports.workflow import REVIEW_ASKED, REVIEW_MOVES

# By the state that a person's review is in, the move that asks for it.
_ASKS = {ReviewState.ASKED: "change_date", ReviewState.GIVEN: "ask_again", ReviewState.WITHDRAWN: "renew"}


def _stale_text(review: Review, step: Move) -> str:
    return f"The review of {review.reviewer} is {review.get_state_display().lower()} by now."


REVIEWS = Workflow(moves=REVIEW_MOVES, rows=lambda: Review.objects.select_related("report", "reviewer"), stale_text=_stale_text)


def lock_draft(report: Report) -> Report:
    """The report, locked, where it is a draft still: what reviewers do and the approval wait here for each other."""
    report = locked(Report.objects.all(), pk=report.pk)
    if report.is_approved:
        raise StaleState(f"This report was approved on {uk_date(report.approved_on)}. It is reviewed no more.")
    return report


@transaction.atomic
def ask_for_reviews(*, actor: Person, report: Report, people: Sequence[Person], due: datetime.date) -> list[Review]:
    """Ask each of these people to review the draft by `due`; of a person who was asked already the day changes, or they review it again.

    Nobody is asked where one of them cannot be: who cannot read the draft, is away until that day, or asks themselves.
    """
    require(can_write_reports, actor)
    report = lock_draft(report)
    if not people:
        raise ValidationError({"people": "Choose at least one person."})
    if due < today():
        raise ValidationError({"due": "The date must be today or later."})
    if report.meeting_date and due > report.meeting_date:
        raise ValidationError({"due": f"The Board meets on {uk_date(report.meeting_date)}. Choose that day or an earlier one."})
    if wrong := [why for person in people if (why := _why_not(actor, report, person, due))]:
        raise ValidationError({"people": wrong})
    return [_ask(actor, report, person, due) for person in people]


def _why_not(actor: Person, report: Report, person: Person, due: datetime.date) -> str:
    if person == actor:
        return "You ask for the review: choose other people."
    if why := _cannot_read(report, person):
        return why
    until = person.away_until(today())
    if until and until >= due:
        return f"{person} is away until after that date. Choose somebody else or a later date."
    return ""


def _cannot_read(report: Report, person: Person) -> str:
    """Why this draft is not given to them to review; empty where they can read it."""
    if not person.can_be_notified or not person.has_role(*REVIEWERS):
        return f"{person} does not read drafts of reports here. Choose somebody else."
    if not Report.objects.clear_of_blind_months(person).filter(pk=report.pk).exists():
        return f"{person} still has an audit of these months to grade blind, and a report shows grades. Choose somebody else, or ask later."
    return ""


def _ask(actor: Person, report: Report, person: Person, due: datetime.date) -> Review:
    held = Review.objects.filter(report=report, reviewer=person).first()
    if held is None:
        review = Review.objects.create(report=report, reviewer=person, asked_by=actor, asked_on=today(), due=due)
        record(actor=actor, verb=REVIEW_ASKED, target=report, person=person, due=due)
    elif (held.state, held.due) == (ReviewState.ASKED, due):
        return held
    else:
        held, step = begin_move(REVIEWS, actor, held, _ASKS[ReviewState(held.state)])
        held.asked_by, held.asked_on, held.due, held.given_on = actor, today(), due, None
        review = complete_move(actor, held, step, report, person=person, due=due)
    owned = [report.heading_of(key) for key in sections_of(person, section_owners())]
    notify(
        person=person,
        key=f"report-review:{review.pk}:{today()}:{due}",
        subject=f"Review the report on {report.period} by {uk_date(due)}",
        words=f"{actor} asks you to read the draft and to comment." + (f" You own: {', '.join(owned)}." if owned else ""),
        path=report.get_absolute_url(),
    )
    return review


@transaction.atomic
def withdraw_review(*, actor: Person, report: Report, review: Review) -> Review:
    """It is not waited for any more. What its reviewer said of the report stays."""
    require(can_write_reports, actor)
    return _end(actor, lock_draft(report), review)


def _end(actor: Person, report: Report, review: Review) -> Review:
    review, step = begin_move(REVIEWS, actor, review, "withdraw")
    return complete_move(actor, review, step, report, person=review.reviewer)


@transaction.atomic
def give_review(*, actor: Person, report: Report) -> Review:
    """The person who was asked has read the draft, and said what they have to say. The person who asked is notified."""
    report = lock_draft(report)
    mine = Review.objects.standing().filter(report=report, reviewer=actor).first()
    if mine is None:
        raise PermissionDenied("Nobody asked you to review this report, or the request was withdrawn.")
    review, step = begin_move(REVIEWS, actor, mine, "give")
    review.given_on = today()
    complete_move(actor, review, step, report, person=actor)
    comments = report.comments.open().filter(author=actor).count()
    said = "no comment is open" if not comments else "1 comment is open" if comments == 1 else f"{comments} comments are open"
    notify(
        person=review.asked_by,
        key=f"report-reviewed:{review.pk}:{today()}",
        subject=f"{actor} has reviewed the report on {report.period}",
        words=f"Of {actor} {said}.",
        path=report.get_absolute_url(),
    )
    return review


def end_reviews(actor: Person, report: Report) -> None:
    """Nobody waits for a review of a report that is approved. A part of approving it."""
    for review in Review.objects.asked().filter(report=report):
        _end(actor, report, review)


@transaction.atomic
def set_section_owners(*, actor: Person, owners: Mapping[str, Person | None], seen: str | None = None) -> int:
    """Who owns each of these sections from now on, by its key; nobody for None. How many changed.

    `seen` is the token of what the person began from: StaleState where somebody has changed it since.
    """
    require(can_write_reports, actor)
    held = {row.key: row for row in all_locked(SectionOwner.objects.select_related("person"))}
    if seen is not None and seen != owners_token():
        raise StaleState("Somebody changed the owners since you opened the page. They are shown as they are now; nothing was saved yet.")
    known = {plan.key for plan in SECTIONS}
    changed = [key for key, person in owners.items() if key in known and person != _owner(held, key)]
    for key in changed:
        _give_section(actor, held.get(key), key, owners[key])
    return len(changed)


def _owner(held: Mapping[str, SectionOwner], key: str) -> Person | None:
    return held[key].person if key in held else None


def _give_section(actor: Person, row: SectionOwner | None, key: str, person: Person | None) -> None:
    if person and not (person.can_be_notified and person.has_role(*REVIEWERS)):
        raise ValidationError({key: f"{person} does not read drafts of reports here. Choose somebody else."})
    before = row.person if row else None
    row = row or SectionOwner(key=key)
    if person:
        row.person = person
        row.save()
    record(actor=actor, verb="report.owner_set", target=row, section=key, before=before, after=person)
    if person is None:
        row.delete()


@transaction.atomic
def hand_over_reviews(*, actor: Person, person: Person, to: Person) -> None:
    """What somebody who leaves owned of reports, and was to review: the taker has days of their own for it."""
    require(can_give_away, actor, person)
    for row in all_locked(SectionOwner.objects.filter(person=person)):
        row.person = to
        row.save()
        record(actor=actor, verb="report.owner_set", target=row, section=row.key, before=person, after=to)
    for review in Review.objects.asked().filter(reviewer=person).select_related("report", "asked_by"):
        report = locked(Report.objects.all(), pk=review.report_id)
        _end(actor, report, review)
        if why := _cannot_read(report, to):
            raise ValidationError(why)
        if to != review.asked_by and not Review.objects.standing().filter(report=report, reviewer=to).exists():
            _hand_on(actor, report, review, to)


def _hand_on(actor: Person, report: Report, review: Review, to: Person) -> None:
    given = {"asked_by": review.asked_by, "asked_on": today(), "due": with_own_days(review.due, today())}
    Review.objects.update_or_create(report=report, reviewer=to, defaults={"state": ReviewState.ASKED, "given_on": None, **given})
    record(actor=actor, verb=REVIEW_ASKED, target=report, person=to, due=given["due"])
