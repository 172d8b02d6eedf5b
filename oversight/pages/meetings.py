"""What the pages of check and challenge meetings show."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from actions.models import Action
from audits.enums import PRACTICE_GRADES, Stage
from audits.models import Audit
from audits.queries.grade_words import grade_word
from audits.queries.restrictions import ClosedWords
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.council.working_days import due_in_words
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from foundation.govuk.buttons import Button
from insight.calculations import MonthStage, graded, share_of
from insight.pages.grade_tables import grades_table
from insight.pages.grades import overall_rows, stage_groups
from oversight import permissions
from oversight.enums import MeetingState
from oversight.models import CheckAndChallenge, MeetingDecision
from oversight.pages.closed_words import decided
from oversight.queries.figures import FiguresOfMeeting

COLOURS = {MeetingState.PLANNED: "blue", MeetingState.HELD: "yellow", MeetingState.AGREED: "green", MeetingState.CANCELLED: "grey"}
BLIND = (
    "You have audits of this month to grade blind. What was said and decided, and the grades before moderation, are shown once you have."
)
HELD_BACK = (
    "Some grades of that day are not shown: they are about few audits, or differ from those of today, and the difference could give "
    "one away."
)


def meetings_table(meetings: Iterable[CheckAndChallenge]) -> Table:
    columns = [
        Column("Meeting", names_row=True),
        Column("Day", nowrap=True),
        Column("Chair", more=True),
        Column("State"),
        Column("Decisions open", numeric=True),
    ]
    rows: list[AnyRow] = [
        [
            Cell(str(each.cycle), href=each.get_absolute_url()),
            each.held_on,
            str(each.chair),
            Cell(each.get_state_display(), CellKind.STATE),
            each.open_decisions,
        ]
        for each in meetings
    ]
    empty = "No meeting is planned yet. Plan one for a month whose audits are under way or done."
    return Table("Check and challenge meetings", columns, rows, empty=empty, paged=True)


def meeting_summary(meeting: CheckAndChallenge, *, reads: bool) -> list[dict[str, Any]]:
    """Rows of the summary; those with nothing to say are left out."""
    agreed = f"{uk_date(meeting.agreed_on)} by {meeting.agreed_by}" if meeting.agreed_on else ""
    rows: list[dict[str, Any]] = [
        {"key": "Month", "value": str(meeting.cycle), "href": meeting.cycle.get_absolute_url(), "change": "Open"},
        {"key": "Day", "value": uk_date(meeting.held_on)},
        {"key": "Chair", "value": str(meeting.chair)},
        *_people_rows(meeting),
        {"key": "Record written by", "value": str(meeting.written_by) if meeting.written_by and reads else ""},
        {"key": "Record agreed", "value": agreed},
        {"key": "Cancelled because", "value": meeting.cancelled_because},
    ]
    return [row for row in rows if row["value"]]


def _people_rows(meeting: CheckAndChallenge) -> list[dict[str, Any]]:
    """Who is invited; once it was held, who was there and who was not."""
    people = list(meeting.attendances.select_related("person"))
    if not meeting.was_held:
        return [{"key": "Invited", "value": "; ".join(map(str, people))}]
    there, away = ("; ".join(str(row) for row in people if bool(row.was_there) == came) for came in (True, False))
    return [{"key": "Present", "value": there}, {"key": "Apologies", "value": away}]


def figure_tables(figures: FiguresOfMeeting) -> list[Table]:
    """The overall judgement at each stage, and each stage's domains; nothing where nothing is shown."""
    if not figures.months:
        return []
    groups = stage_groups(figures.months)
    overall = grades_table(overall_rows(figures.months), "Overall judgement", "Month")
    return [overall, *(grades_table(group.rows, f"By domain: {group.title}", "Domain") for group in groups)]


def figures_sentence(meeting: CheckAndChallenge, figures: FiguresOfMeeting) -> str:
    if not meeting.figures_on:
        return ""
    if not figures.months and not figures.held_back and not figures.is_blind:
        return f"On {uk_date(meeting.figures_on)} no audit of the month was submitted."
    return f"As they were on {uk_date(meeting.figures_on)}. They do not change any more."


def figures_notes(figures: FiguresOfMeeting) -> list[str]:
    return [each for each, is_so in ((BLIND, figures.is_blind), (HELD_BACK, figures.held_back)) if is_so]


def plain_figures(months: Sequence[MonthStage]) -> Table:
    """One table for paper: a row for the overall judgement and one for each domain, at each stage."""
    grades = [grade for grade in PRACTICE_GRADES]
    columns = [
        Column("Judgement", names_row=True, width=6),
        *(Column(grade_word(grade), numeric=True, width=3) for grade in grades),
        Column("Graded", numeric=True, width=2),
    ]
    rows: list[AnyRow] = []
    for month in months:
        when = "after moderation" if month.stage == Stage.AGREED else "before moderation"
        for name, counts in [(f"Overall, {when}", month.overall), *month.domains.items()]:
            rows.append([name, *(share_of(counts, grade).count for grade in grades), graded(counts)])
    return Table("Grades of the month", columns, rows)


def decisions_table(decisions: Iterable[MeetingDecision], person: Person, on: datetime.date, closed: ClosedWords) -> Table:
    """What was decided, with what came of it; `person` may see the action or the audit that it names, or reads its number alone.

    A sentence is in place of words that name a record of `closed`, which is closed to them.
    """
    found = list(decisions)
    actions = set(Action.objects.visible_to(person).filter(decision__in=found).values_list("pk", flat=True)) if found else set()
    audits = {each.audit_id for each in found if each.audit_id}
    seen = set(Audit.objects.visible_to(person).filter(pk__in=audits).values_list("pk", flat=True)) if audits else set()
    columns = [
        Column("Decision", names_row=True),
        Column("Carried out by"),
        Column("Due", nowrap=True),
        Column("What came of it"),
        Column("What to do", unseen=True),
    ]
    rows: list[AnyRow] = [
        [Cell(decided(each.text, closed)), str(each.owner), _due(each, on), _outcome(each, actions, seen, closed), _to_do(each, person)]
        for each in found
    ]
    return Table("Decisions", columns, rows, empty="No decision is noted.")


def _due(decision: MeetingDecision, on: datetime.date) -> Cell:
    return Cell(decision.due, notes=[due_in_words(decision.due, on)] if decision.is_open else [])


def _outcome(decision: MeetingDecision, actions: set[int], audits: set[int], closed: ClosedWords) -> Cell:
    if decision.action:
        href = decision.action.get_absolute_url() if decision.action.pk in actions else ""
        return Cell(f"{decision.action.short_name}, {decision.action.get_state_display().lower()}", href=href)
    if decision.audit:
        return Cell(decided(decision.outcome, closed), href=decision.audit.get_absolute_url() if decision.audit.pk in audits else "")
    return Cell(decided(decision.outcome, closed) or "Open")


def _to_do(decision: MeetingDecision, person: Person) -> Cell:
    """The page on which its outcome is said, for people who may say it."""
    if not decision.is_open or not permissions.closes_decision(person, decision):
        return Cell(None, text=" ")
    return Cell("Say what came of it", href=reverse("oversight:finish-decision", args=[decision.pk]), acts=True)


def buttons_of(meeting: CheckAndChallenge, person: Person) -> list[Button]:
    """What this person can do now, the main thing first."""
    plans, chairs = permissions.can_plan_meetings(person), permissions.is_its_chair(person, meeting)
    planned, held = meeting.state == MeetingState.PLANNED, meeting.state == MeetingState.HELD
    writes = held and permissions.can_write_record(person, meeting)
    offered = (
        (planned and (plans or chairs), "Note that it was held", "hold-meeting"),
        (writes, "Note a decision", "add-decision"),
        (writes, "Write the minutes", "minutes"),
        (planned and plans, "Change", "change-meeting"),
        (planned and plans, "Cancel", "cancel-meeting"),
    )
    found = [(text, reverse(f"oversight:{name}", args=[meeting.number])) for may, text, name in offered if may]
    return [Button(text, href, is_main=place == 0) for place, (text, href) in enumerate(found)]


def next_step(meeting: CheckAndChallenge, person: Person) -> str:
    """What has to happen next, in a sentence."""
    if meeting.state == MeetingState.PLANNED:
        return "On the day, the chair or the QA lead notes who was there. The month’s grades are frozen as they are then."
    if meeting.state != MeetingState.HELD:
        return ""
    if not meeting.minutes:
        return "Next, write the minutes and note each decision with the person who carries it out."
    if permissions.wrote_record(person, meeting):
        return "Somebody who did not write the record agrees it: the chair, the QA lead or a director."
    return "Read the record. Agree it if it says what was said and decided; after that it no longer changes."


def history_of(meeting: CheckAndChallenge) -> list[dict[str, Any]]:
    """What happened, newest first; what was written stays with people who may read it."""
    return timeline(Entry.objects.of(meeting).writes())
