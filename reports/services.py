"""What people do with a report: open, write, choose findings, approve."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import FindingKind, Source, Stage
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, first_come
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.bounds import require_month_in_reach
from foundation.council.clock import today
from foundation.council.months import add_months, first_of, period_name
from foundation.documents.formats import uk_date
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import Lines, normalised_lines, normalised_text
from foundation.guard.enums import WarningKind
from foundation.guard.services import check_for_identities, dismiss_warnings
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move, Workflow
from foundation.notices.services import notify
from insight.calculations import shown_by_month
from insight.facts import ComputedFact
from insight.models import MonthFinding
from insight.queries.distributions import distributions
from insight.services import keep_inserted
from performance.models import MonthRelease
from performance.queries import FigureReader
from performance.services import release_months, release_shown
from reports.calculations import with_bullets
from reports.composing.authorship import approved_words, authors_in_words
from reports.queries.identities import Identity, identities_in

from .composing import Draft, compose
from .content import to_json
from .enums import GivenAway
from .models import KeyFinding, Report, SectionText, ShownMonth
from .offered_facts import every_fact
from .permissions import can_write_reports
from .queries.approval import approvers_of, commentators_of, has_part_in, writers_of
from .queries.drafts import draft_of
from .queries.quoted import ReportFigures, doubts_of, facts_no_longer_so
from .queries.releases import goes_with
from .sections import KEY_FINDINGS, section_for, section_plan
from .stored import REPORT_CONTENT, SAID, SHOWN_FIGURES
from .workflow import MOVES

MOST_MONTHS = 24
SECOND_PERSON = (
    "You opened this report or wrote in it, what it shows of comments, statuses and months’ plans included, so somebody else approves it. "
    "The report’s page says who can."
)
KEPT_WHEN_DRAFTED = "Kept when the findings of the month were drafted"
# A key finding as a person gives it: strength or area, the words, where it was seen or heard.
Given = tuple[FindingKind, str, Source]


def _stale_text(report: Report, step: Move) -> str:
    return f"This report was approved on {uk_date(report.approved_on)} and no longer changes."


REPORTS = Workflow(moves=MOVES, rows=Report.objects.all, stale_text=_stale_text)


def section_lines(text: str) -> Lines:
    """A section's text, as what two windows may write at once."""
    return normalised_lines([("Text", text)])


@transaction.atomic
def open_report(
    *, actor: Person, first_month: datetime.date, last_month: datetime.date, meeting_date: datetime.date | None = None
) -> Report:
    """Begin a report on whole months. Raises ValidationError where the period has one already or ends before it begins."""
    require(can_write_reports, actor)
    first, last = first_of(first_month), first_of(last_month)
    require_month_in_reach(first, field="first_month")
    require_month_in_reach(last, field="last_month")
    if add_months(first, MOST_MONTHS - 1) < last:
        raise ValidationError({"last_month": f"A report covers at most {MOST_MONTHS} months. Choose a shorter period."})
    if last < first:
        raise ValidationError("The last month is earlier than the first. Give the earlier month first.")
    opened = ValidationError(f"There is a report on {period_name(first, last)} already. Open it from the list.")
    if Report.objects.filter(first_month=first, last_month=last).exists():
        raise opened
    with first_come(opened):
        report = Report.objects.create(first_month=first, last_month=last, meeting_date=meeting_date, opened_by=actor)
    record(actor=actor, verb="report.opened", target=report, period=report.period)
    return report


def is_empty(report: Report) -> bool:
    """Whether nobody has written anything for it: such a draft may be removed."""
    return not (report.is_approved or report.texts.exclude(text="").exists() or report.findings.exists() or report.shown_months.exists())


@transaction.atomic
def remove_report(*, actor: Person, report: Report) -> None:
    """Remove a draft in which nothing is written. The second time does nothing."""
    require(can_write_reports, actor)
    locked = Report.objects.select_for_update().filter(pk=report.pk).first()
    if locked is None:
        return
    if not is_empty(locked):
        raise ValidationError("Only a draft in which nothing is written can be removed. Clear its sections and key findings first.")
    record(actor=actor, verb="report.removed", target=locked, period=locked.period)
    locked.delete()


@transaction.atomic
def change_meeting(*, actor: Person, report: Report, meeting_date: datetime.date | None) -> Report:
    report, step = begin_move(REPORTS, actor, report, "change")
    was, report.meeting_date = report.meeting_date, meeting_date
    return complete_move(actor, report, step, before=was, after=meeting_date)


@transaction.atomic
def write_section(
    *,
    actor: Person,
    report: Report,
    key: str,
    text: str,
    seen: str | None = None,
    kept: str = "",
    facts: Sequence[ComputedFact] = (),
) -> SectionText:
    """Save a section's text. `seen` is the token of the text that the writer began from; EditConflict where another is stored.

    `kept`: why words that look like an identity may stand; what surely is one may not. `facts` are remembered where their sentences are in
    the text, besides those that the report offers.
    """
    report, step = begin_move(REPORTS, actor, report, "write_section")
    section_plan(key)
    stored = report.texts.filter(key=key).select_related("written_by").first()
    now = stored.text if stored else ""
    theirs, mine = section_lines(now), section_lines(text)
    writes = Entry.objects.of(report).filter(verb=step.verb, facts__section=key).order_by("-pk")
    require_unchanged(what="section", actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    looked = check_for_identities({"text": text}, kept=kept, target=report)
    written, _ = SectionText.objects.update_or_create(
        report=report,
        key=key,
        defaults={"text": normalised_text(text), "written_by": actor, "written_on": today(), "quoted": _said(text, ReportFigures(report))},
    )
    _keep_facts(actor, report, key, written.text, facts)
    complete_move(actor, report, step, section=key, before=now, after=written.text)
    looked.keep(actor, report)
    return written


def _keep_facts(actor: Person, report: Report, place: str, text: str, facts: Sequence[ComputedFact] = ()) -> None:
    """Which computed facts a text has in their own words: worked out again whenever it is read, they are marked once they are not so."""
    keep_inserted(actor=actor, target=report, place=place, text=text, offered=[*facts, *every_fact(report)] if text else [])


@transaction.atomic
def insert_fact(*, actor: Person, report: Report, fact: ComputedFact) -> str:
    """Put a fact at the end of the section that it belongs to; where the section has it already nothing changes. Returns the section."""
    report, _ = begin_move(REPORTS, actor, report, "write_section")
    key = section_for(fact.kind, is_about_domain=bool(fact.domains))
    stored = report.texts.filter(key=key).first()
    text = stored.text if stored else ""
    if fact.sentence not in text:
        write_section(actor=actor, report=report, key=key, text=with_bullets(text, [fact.sentence]), facts=[fact])
    return key


@transaction.atomic
def replace_fact(*, actor: Person, report: Report, key: str, fact: str) -> SectionText | None:
    """Put what is so now in the place of a computed fact of a section that is not so any more; None where there is nothing to replace."""
    report, _ = begin_move(REPORTS, actor, report, "write_section")
    wrong = next((each for each in facts_no_longer_so(report) if (each.inserted.place, each.inserted.key) == (key, fact)), None)
    stored = report.texts.filter(key=key).first()
    if wrong is None or wrong.now is None or stored is None:
        return None
    text = stored.text.replace(wrong.inserted.sentence, wrong.now.sentence)
    return write_section(actor=actor, report=report, key=key, text=text, facts=[wrong.now])


@transaction.atomic
def save_findings(*, actor: Person, report: Report, findings: Sequence[Given], kept: str = "") -> None:
    """Replace the report's key findings with these, in this order; blank ones are left out.

    `kept`: why words that look like an identity may stand; what surely is one may not.
    """
    report, step = begin_move(REPORTS, actor, report, "save_findings")
    looked = check_for_identities(
        {f"finding {place}": text for place, (_, text, _) in enumerate(findings, start=1)}, kept=kept, target=report
    )
    before = list(report.findings.values_list("text", flat=True))
    report.findings.all().delete()
    figures = ReportFigures(report)
    rows = [
        KeyFinding(report=report, kind=kind, text=normalised_text(text), source=source, position=position, quoted=_said(text, figures))
        for position, (kind, text, source) in enumerate(findings, start=1)
        if text.strip()
    ]
    KeyFinding.objects.bulk_create(rows)
    _keep_facts(actor, report, KEY_FINDINGS, "\n".join(row.text for row in rows))
    complete_move(actor, report, step, before=before, after=[row.text for row in rows])
    looked.keep(actor, report)


@transaction.atomic
def take_over_findings(*, actor: Person, report: Report) -> int:
    """Put what was drafted from the themes of the report's months under its key findings, each once; how many those were.

    Their words passed the guard when they were drafted, and the person who kept some of them said why.
    """
    report, step = begin_move(REPORTS, actor, report, "save_findings")
    months = {"month__gte": report.first_month, "month__lte": report.last_month}
    drafted = all_locked(MonthFinding.objects.filter(taken_on=None, **months).order_by("month", "-kind", "pk"))
    if not drafted:
        return 0
    texts = {f"finding {place}": row.text for place, row in enumerate(drafted, start=1)}
    looked = check_for_identities(texts, kept=KEPT_WHEN_DRAFTED, target=report)
    before = list(report.findings.values_list("text", flat=True))
    figures, last = ReportFigures(report), report.findings.order_by("position").last()
    KeyFinding.objects.bulk_create(
        KeyFinding(report=report, kind=row.kind, text=row.text, source=row.source, position=position, quoted=_said(row.text, figures))
        for position, row in enumerate(drafted, start=last.position + 1 if last else 1)
    )
    MonthFinding.objects.filter(pk__in=[row.pk for row in drafted]).update(taken_on=today())
    complete_move(actor, report, step, before=before, after=[*before, *(row.text for row in drafted)])
    looked.keep(actor, report)
    return len(drafted)


def _said(text: str, figures: ReportFigures) -> dict[str, Any]:
    said = figures.said_in(text)
    claims = {phrase: {"about": list(borne.about), "shown": borne.shown} for phrase, borne in said.claims.items()}
    return SAID.write(numbers=dict(said.numbers), claims=claims)


@transaction.atomic
def approve_report(*, actor: Person, report: Report) -> Report:
    """Freeze the report as it stands: from now on neither words nor figures change.

    A second person does so: PermissionDenied for anyone who opened it or ever wrote what it shows. Raises ValidationError where it would
    name a child or a worker, or where a text says of the figures what they do not. What it shows of each month is kept, so that a later
    report can restate a month that was shown before moderation.
    """
    report, step = begin_move(REPORTS, actor, report, "approve")
    require(lambda person: not has_part_in(person, report), actor, why=SECOND_PERSON)
    draft = draft_of(report, status=approved_words(today()))
    reader = FigureReader()
    document = compose(draft, reader=reader)
    if given_away := identities_in(report, document):
        raise ValidationError([identity_sentence(each) for each in given_away])
    if doubts := doubts_of(report, reader):
        raise ValidationError([f"{doubt.where}: {doubt.sentence} Correct the text, or confirm it." for doubt in doubts])
    report.approved_by, report.approved_on = actor, today()
    # The names of the people who answer for the report; above, of the people whom it is about.
    authors = authors_in_words(writers_of(report), commentators_of(report))
    approved = replace(document, status=approved_words(today(), actor), authors=authors)
    report.content = REPORT_CONTENT.write(**to_json(approved))
    complete_move(actor, report, step)
    _keep_shown_months(report, draft)
    release_shown(actor=actor, months=goes_with(report.last_month), report=report.code)
    _tell_the_board(report)
    return report


def _tell_the_board(report: Report) -> None:
    meeting = f" The Board meets about it on {uk_date(report.meeting_date)}." if report.meeting_date else ""
    for member in Person.objects.active().filter(role_rows__role=Role.BOARD_MEMBER):
        notify(
            person=member,
            key=f"report-approved:{report.pk}",
            subject=f"The report on {report.period} can be read",
            words=f"It was approved for the Improvement Board.{meeting}",
            path=report.get_absolute_url(),
        )


def identity_sentence(found: Identity) -> str:
    """What the report says of somebody that it must not, and what to do about it."""
    looks = f"says “{found.text}”, which looks like {found.looks_like}."
    or_say_why = "Take it out, or save the text with the reason why it may stand."
    match found.given_away:
        case GivenAway.CASE_ID:
            return f"The text gives the case ID {found.text}. The Board’s report names no child: take it out."
        case GivenAway.WORKER:
            return f"The text names {found.text}. The Board’s report names no worker: take the name out."
        case GivenAway.IN_SECTION:
            return f"The section “{section_plan(found.section).heading}” {looks} {or_say_why}"
        case GivenAway.IN_FINDING:
            return f"Key finding {found.finding} {looks} {or_say_why}"
        case _:
            return f"A text that the report shows {looks} Take it out where it is written."


@transaction.atomic
def confirm_figures(*, actor: Person, report: Report, key: str) -> None:
    """Somebody has looked: what the section says of the figures may stand as it is, though they say otherwise now."""
    report, step = begin_move(REPORTS, actor, report, "confirm_figures")
    doubts = [doubt for doubt in doubts_of(report) if doubt.key == key]
    if doubts:
        facts = {"section": key, "marks": [doubt.mark for doubt in doubts], "said": [doubt.sentence for doubt in doubts]}
        dismiss_warnings(actor=actor, target=report, kind=WarningKind.FIGURES, marks=facts["marks"])
        complete_move(actor, report, step, **facts)


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
