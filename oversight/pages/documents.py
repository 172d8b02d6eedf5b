"""The record of a meeting and a team's plan on paper."""

import datetime
from collections.abc import Iterable, Sequence

from audits.queries.restrictions import ClosedWords
from foundation.council.months import period_name
from foundation.documents import AnyRow, Column, DocumentPart, ShortDocument, Table, blocks_of
from foundation.documents.formats import uk_date
from foundation.documents.tables import cells_of
from oversight.models import CheckAndChallenge, MeetingDecision, TeamPlan
from oversight.pages.team_plans import closed_actions_table, effect_sentences, own_words, themes_table, what_to_do
from oversight.queries.figures import FiguresOfMeeting
from oversight.queries.team_findings import TeamRead

from .closed_words import decided, without_closed
from .meetings import figures_notes, figures_sentence, meeting_summary, plain_figures


def meeting_document(
    meeting: CheckAndChallenge, figures: FiguresOfMeeting, decisions: Sequence[MeetingDecision], closed: ClosedWords, *, reads: bool
) -> ShortDocument:
    """What one reader may read of it: the head, decisions, the grades of the day, the minutes."""
    facts = [(row["key"], str(row["value"])) for row in meeting_summary(meeting, reads=reads) if row["key"] != "Record written by"]
    parts = [
        DocumentPart("Decisions", table=_decisions(decisions, closed))
        if decisions
        else DocumentPart("Decisions", ["No decision is noted."]),
        DocumentPart(
            "Grades of the month",
            [figures_sentence(meeting, figures), *figures_notes(figures)],
            table=plain_figures(figures.months) if figures.months else None,
        ),
    ]
    if reads:
        parts += written_parts("What was said", without_closed(meeting.minutes, closed))
    return ShortDocument(title=str(meeting), facts=facts, parts=parts, foot=f"{meeting}, {uk_date(meeting.held_on)}")


def _decisions(decisions: Iterable[MeetingDecision], closed: ClosedWords) -> Table:
    columns = [
        Column("Decision", names_row=True, width=6),
        Column("Carried out by", width=3),
        Column("Due", width=2),
        Column("Outcome", width=3),
    ]
    rows: list[AnyRow] = [
        [
            decided(each.text, closed),
            str(each.owner),
            each.due,
            each.action.short_name if each.action else decided(each.outcome, closed) or "Open",
        ]
        for each in decisions
    ]
    return Table("Decisions", columns, rows)


def written_parts(heading: str, words: str) -> list[DocumentPart]:
    """What somebody typed, under its heading; nothing where nothing is written."""
    blocks = blocks_of(words, heading)
    return [DocumentPart(heading, blocks=blocks)] if blocks else []


def plan_document(plan: TeamPlan, read: TeamRead, first: datetime.date, last: datetime.date, on: datetime.date) -> ShortDocument:
    facts = [
        ("Period", period_name(first, last)),
        ("Audits with agreed grades", str(read.audits)),
        ("Responsible", own_words(plan)),
        ("To be reviewed on", uk_date(plan.review_on)),
    ]
    priorities = [row.what for row in plan.priorities.all()]
    parts = [
        *written_parts("What the team wants to change", plan.aims),
        *([DocumentPart("Priorities", bullets=priorities)] if priorities else []),
        DocumentPart("Findings by theme", table=_without_links(themes_table(read))) if read.themes else DocumentPart(
            "Findings by theme", ["No finding has a theme yet."]
        ),
        DocumentPart("Open actions", table=_actions(read)) if read.open_actions else DocumentPart("Open actions", ["None."]),
        *([DocumentPart("Closed actions", table=_without_links(closed_actions_table(read.closed_actions)))] if read.closed_actions else []),
        DocumentPart("Effect", bullets=effect_sentences(read)),
        *written_parts("What we do next", plan.next_steps),
        DocumentPart("To look at now", bullets=what_to_do(plan, read, on)),
    ]  # fmt: skip
    return ShortDocument(
        title=str(plan), facts=facts, parts=[part for part in parts if part.heading != "To look at now" or part.bullets], foot=str(plan)
    )


def _without_links(table: Table) -> Table:
    return Table(table.caption, table.columns, [[cell.words for cell in cells_of(row)] for row in table.rows])


def _actions(read: TeamRead) -> Table:
    columns = [Column("Action", names_row=True, width=7), Column("Owner", width=3), Column("Due", width=2)]
    rows: list[AnyRow] = [[f"{each.number}: {each.what}", str(each.owner or "Nobody yet"), each.due] for each in read.open_actions]
    return Table("Open actions", columns, rows)
