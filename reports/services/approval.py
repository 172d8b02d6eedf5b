"""Asking for a report’s approval, and approving it: from then on nothing of it changes."""

import datetime
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import Stage
from commissions.services import note_told
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.lookups.hooks import call_hooks
from foundation.moves.services import begin_move, complete_move
from foundation.notices.services import notify
from foundation.seals import InputKind, inputs_noted
from insight.calculations import shown_by_month
from insight.queries.distributions import distributions
from performance.models import MonthRelease
from performance.queries import FigureReader
from performance.services import release_months, release_shown
from reports.composing import Draft, compose
from reports.composing.authorship import approved_words, authors_in_words
from reports.content import to_json
from reports.enums import Format, GivenAway, ReportAudience
from reports.models import Report, ShownMonth
from reports.queries.approval import approvers_of, commentators_of, has_part_in, writers_of
from reports.queries.audiences import content_for
from reports.queries.drafts import draft_of
from reports.queries.identities import Identity, identities_in
from reports.queries.quoted import doubts_of
from reports.queries.releases import goes_with
from reports.statement import as_stored
from reports.stored import REPORT_CONTENT, SHOWN_FIGURES
from voices.services.quoting import note_quoted

from .audiences import keep_what_readers_are_shown
from .files import ask_for_files
from .opening import REPORTS
from .reviewing import end_reviews
from .seals import seal_edition, with_pictures

SECOND_PERSON = (
    "You opened this report or wrote something that it shows: a section, a comment, a status, an answer or a month’s plan. "
    "Somebody else approves it. The report’s page says who can."
)


@transaction.atomic
def approve_report(*, actor: Person, report: Report) -> Report:
    """Freeze the report as it stands: from now on neither words nor figures change.

    A second person does so: PermissionDenied for anyone who opened it or ever wrote what it shows. Raises ValidationError where it would
    name a child or a worker, or where a text says of the figures what they do not. What it shows of each month is kept, so that a later
    report can restate a month that was shown before moderation. Words, figures, pictures and what was read for them are sealed.
    """
    report, step = begin_move(REPORTS, actor, report, "approve")
    require(lambda person: not has_part_in(person, report), actor, why=SECOND_PERSON)
    reader = FigureReader()
    with inputs_noted() as inputs:
        draft = draft_of(report, status=approved_words(today(), None, report.edition, report.reason))
        document = compose(draft, reader=reader)
    if given_away := identities_in(report, document):
        raise ValidationError([identity_sentence(report, each) for each in given_away])
    if doubts := doubts_of(report, reader):
        raise ValidationError([f"{doubt.where}: {doubt.sentence} Correct the text, or confirm it." for doubt in doubts])
    report.approved_by, report.approved_on = actor, today()
    # The names of the people who answer for the report; above, of the people whom it is about.
    authors = authors_in_words(writers_of(report), commentators_of(report))
    approved = replace(document, status=approved_words(today(), actor, report.edition, report.reason), authors=authors)
    report.content = as_stored(REPORT_CONTENT.write(**to_json(with_pictures(approved))))
    _keep_shown_months(report, draft)
    seal = seal_edition(report, inputs)
    complete_move(actor, report, step, report=report.code, edition=report.edition, sha256=seal.sha256)
    end_reviews(actor, report)
    keep_what_readers_are_shown(report, actor)
    release_shown(actor=actor, months=goes_with(report.last_month), report=report.code)
    note_told(actor=actor, commissions=map(int, inputs.get(InputKind.COMMISSION, {})), first=report.first_month, last=report.last_month)
    quoted, place = map(int, inputs.get(InputKind.VOICE, {})), f"Report on {report.period}, edition {report.edition}"
    note_quoted(actor=actor, voices=quoted, place=place, path=report.get_absolute_url())
    _tell_the_board(report)
    call_hooks("when_a_report_is_approved", actor=actor, report=report)
    # Whichever format somebody asks for later is the one that was made now.
    ask_for_files(actor=actor, report=report, formats=list(Format))
    if content_for(report, ReportAudience.BOARD) != content_for(report, ReportAudience.LEADERSHIP):
        ask_for_files(actor=actor, report=report, formats=list(Format), audience=ReportAudience.BOARD)
    return report


def _tell_the_board(report: Report) -> None:
    meeting = f" The Board meets about it on {uk_date(report.meeting_date)}." if report.meeting_date else ""
    subject = f"The report on {report.period} can be read"
    words = f"It was approved for the Improvement Board.{meeting}"
    if report.reason:
        subject = f"The report on {report.period} was corrected: edition {report.edition}"
        words = f"Edition {report.edition} corrects edition {report.edition - 1}: {report.reason.rstrip('. ')}.{meeting}"
    for member in Person.objects.active().filter(role_rows__role=Role.BOARD_MEMBER):
        notify(
            person=member,
            key=f"report-approved:{report.pk}",
            subject=subject,
            words=words,
            path=report.get_absolute_url(),
        )


def identity_sentence(report: Report, found: Identity) -> str:
    """What the report says of somebody that it must not, and what to do about it."""
    looks = f"says “{found.text}”, which looks like {found.looks_like}."
    or_say_why = "Take it out, or save the text with the reason why it may stand."
    match found.given_away:
        case GivenAway.CASE_ID:
            return f"The text gives the case ID {found.text}. The Board’s report names no child: take it out."
        case GivenAway.WORKER:
            return f"The text names {found.text}. The Board’s report names no worker: take the name out."
        case GivenAway.IN_SECTION:
            return f"The section “{report.heading_of(found.section)}” {looks} {or_say_why}"
        case GivenAway.IN_FINDING:
            return f"Key finding {found.finding} {looks} {or_say_why}"
        case _:
            return f"A text that the report shows {looks} Take it out where it is written."


@transaction.atomic
def ask_for_approval(*, actor: Person, report: Report) -> list[Person]:
    """Notify everyone who may approve the report that it waits for one of them; it is in their My work until one has."""
    report, step = begin_move(REPORTS, actor, report, "ask_for_approval")
    asked = approvers_of(report, today())
    if not asked:
        raise ValidationError("Nobody who may approve it is here: everybody with the office has written in it, has left or is away.")
    if report.approval_asked_on:
        return asked
    report.approval_asked_by, report.approval_asked_on = actor, today()
    complete_move(actor, report, step, asked=[str(person) for person in asked])
    others = "" if len(asked) == 1 else f". {len(asked)} people have been asked: the first to read it can approve it"
    for person in asked:
        notify(
            person=person,
            key=f"report-approval:{report.pk}",
            subject=f"The report on {report.period} is ready for approval",
            words=f"{actor} has asked you to read and approve it{others}.",
            path=report.get_absolute_url(),
        )
    return asked


@transaction.atomic
def release_to_board(*, actor: Person, month: datetime.date) -> list[MonthRelease]:
    """Let the Board read a month, with what is not released of those before it: each stands beside them."""
    return release_months(actor=actor, months=[*goes_with(month), month])


def _keep_shown_months(report: Report, draft: Draft) -> None:
    own = shown_by_month(distributions(report.first_month, report.last_month))
    shown = {each.month for each in draft.to_restate}
    now = shown_by_month(distributions(min(shown), max(shown))) if shown else []
    restated = [row for row in now if row.month in shown and row.stage == Stage.AGREED]
    rows = {row.month: row for row in [*restated, *own]}
    ShownMonth.objects.bulk_create(
        ShownMonth(report=report, month=row.month, stage=row.stage, figures=SHOWN_FIGURES.write(overall=row.overall))
        for row in rows.values()
    )
