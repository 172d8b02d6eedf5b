"""Comments of reviewers on the sections of a draft: written, answered, resolved, and carried on to the correction of a report."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import now, today
from foundation.editing.version_tokens import normalised_text
from foundation.guard.services import Audience, IdentityCheck, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move, Workflow
from foundation.notices.services import notify
from reports.models import CommentReply, Report, ReviewComment
from reports.queries.identities import cases_named
from reports.queries.reviews import text_token
from reports.sections import section_plan
from reports.workflow import COMMENT_MOVES

from .reviewing import lock_draft

LONGEST = 4000


def _stale_text(comment: ReviewComment, step: Move) -> str:
    return f"This comment is {comment.get_state_display().lower()} by now."


COMMENTS = Workflow(moves=COMMENT_MOVES, rows=lambda: ReviewComment.objects.select_related("report", "author"), stale_text=_stale_text)


@transaction.atomic
def comment_on_section(*, actor: Person, report: Report, key: str, text: str, kept: str = "") -> ReviewComment:
    """Say something of a section; everybody who reads the draft may, and everybody who reads it sees it.

    `kept`: why words that look like an identity may stand. Raises KeyError for a section that the report does not have.
    """
    report = _draft_read_by(actor, report)
    section_plan(key)
    words, looked = _checked(report, text, kept)
    comment = ReviewComment.objects.create(
        report=report, key=key, text=words, author=actor, at=now(), edition=report.edition, about=text_token(report, key)
    )
    record(actor=actor, verb="report.commented", target=report, section=report.heading_of(key), comment=comment.pk)
    looked.keep(actor, report)
    return comment


@transaction.atomic
def reply_to_comment(*, actor: Person, comment: ReviewComment, text: str, kept: str = "") -> CommentReply:
    """Answer a comment, whether it is open or resolved. Its author is notified."""
    report = _draft_read_by(actor, comment.report)
    comment = locked(COMMENTS.rows(), pk=comment.pk)
    words, looked = _checked(report, text, kept)
    reply = CommentReply.objects.create(comment=comment, text=words, author=actor, at=now())
    record(actor=actor, verb="report.comment_answered", target=report, section=report.heading_of(comment.key), comment=comment.pk)
    looked.keep(actor, report)
    if comment.author != actor:
        notify(
            person=comment.author,
            key=f"report-reply:{reply.pk}",
            subject=f"{actor} answered your comment on the report on {report.period}",
            words=f"It is about the section “{report.heading_of(comment.key)}”.",
            path=report.get_absolute_url(),
        )
    return reply


@transaction.atomic
def resolve_comment(*, actor: Person, comment: ReviewComment) -> ReviewComment:
    """What it asks is done, or answered. Its author may say so, and who writes the report."""
    return _move(actor, comment, "resolve")


@transaction.atomic
def reopen_comment(*, actor: Person, comment: ReviewComment) -> ReviewComment:
    return _move(actor, comment, "reopen")


def _move(actor: Person, comment: ReviewComment, move: str) -> ReviewComment:
    report = _draft_read_by(actor, comment.report)
    comment, step = begin_move(COMMENTS, actor, comment, move)
    resolves = move == "resolve"
    comment.resolved_by, comment.resolved_on = (actor, today()) if resolves else (None, None)
    return complete_move(actor, comment, step, report, section=report.heading_of(comment.key), comment=comment.pk)


def carry_on_comments(report: Report, correction: Report) -> int:
    """Open comments of an approved edition, with their replies, into the draft of its correction; how many. A part of opening it.

    They stay with the edition as well, as they were when it was approved.
    """
    carried = list(report.comments.open().prefetch_related("replies"))
    for comment in carried:
        replies = list(comment.replies.all())
        comment.pk, comment._state.adding, comment.report = None, True, correction
        comment.save()
        for reply in replies:
            reply.pk, reply._state.adding, reply.comment = None, True, comment
        CommentReply.objects.bulk_create(replies)
    return len(carried)


def drop_reviews(report: Report) -> None:
    """Everything that was asked and said of a draft that is removed. A part of removing it, which records."""
    CommentReply.objects.filter(comment__report=report).delete()
    report.comments.all().delete()
    report.reviews.all().delete()


def _draft_read_by(actor: Person, report: Report) -> Report:
    report = lock_draft(report)
    if not actor.is_system and not Report.objects.visible_to(actor).filter(pk=report.pk).exists():
        raise PermissionDenied("This report is not one that you read.")
    return report


def _checked(report: Report, text: str, kept: str) -> tuple[str, IdentityCheck]:
    """The words as they are stored. People who read no case read them: they give no case ID, whatever the reason."""
    words = normalised_text(text)
    if not words:
        raise ValidationError({"text": "Write what you want to say."})
    if len(words) > LONGEST:
        raise ValidationError({"text": f"Use {LONGEST:,} characters or fewer."})
    if cases := cases_named(report, words):
        raise ValidationError({"text": [f"“{case}” is a case ID. Take it out: people who read no record read this." for case in cases]})
    return words, check_for_identities({"text": words}, audience=Audience.STAFF, kept=kept, target=report)
