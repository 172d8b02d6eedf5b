"""Sections on key findings and on actions."""

import datetime

from actions.pages.moved import moved_sentence
from actions.queries import PeriodTally, Tally, counts_in_period
from audits.enums import FindingKind
from foundation.documents import Bullets, Cell, Paragraph
from foundation.documents.formats import uk_date
from reports.content import Block, ReportSection

from .cells import figure, report_table, words
from .draft import Draft

ACTIONS_HEADER = [
    "Raised from",
    "Opened",
    "Closed",
    "Of those, on time",
    "Judged effective",
    "Judged not effective",
    "Open now",
    "Overdue now",
    "Overdue by first date",
    "To be verified now",
]
# Those that stand as they are on the day, and what the summary says of them begins with.
NOW_COLUMNS = frozenset(ACTIONS_HEADER[6:])
ACTIONS, ACTIONS_SAID = "actions", "Actions: "
WHAT_COUNTS = (
    "Closed means verified by someone other than the owner. On time means done by the due date, as it stood then. Overdue by first date "
    "counts the open ones that would be late had no due date been moved. Effective is judged after closing: by later audits of the same "
    "team, service or child, confirmed by the QA lead, or by what changed for the child."
)


def findings(draft: Draft) -> list[ReportSection]:
    return [
        _findings(draft, FindingKind.STRENGTH, "strengths", "Strengths", "No strength has been chosen for this report."),
        _findings(draft, FindingKind.AREA, "areas", "Areas for improvement", "No area for improvement has been chosen for this report."),
    ]


def key_area(draft: Draft) -> list[str]:
    """The first area for improvement that was chosen, and how many more there are."""
    areas = [finding.text for finding in draft.findings if finding.kind == FindingKind.AREA]
    more = f" {len(areas) - 1} more {'is' if len(areas) == 2 else 'are'} among the key findings." if len(areas) > 1 else ""
    return [f"{areas[0].rstrip('. ')}.{more}"] if areas else []


def _findings(draft: Draft, kind: FindingKind, key: str, heading: str, none: str) -> ReportSection:
    chosen = [f"{finding.text} (Source: {finding.source.lower()}.)" for finding in draft.findings if finding.kind == kind]
    return ReportSection(f"key-findings-{key}", heading, level=2, blocks=(Bullets(chosen) if chosen else Paragraph(none),))


class ActionSections:
    """The tracker's counts for the period and as they stand on a day, read once."""

    def __init__(self, draft: Draft, on: datetime.date):
        self.draft, self.on = draft, on
        self.tally: PeriodTally = counts_in_period(draft.first, draft.last_day, on)

    def headlines(self) -> list[str]:
        """`ACTIONS_SAID` comes before it."""
        tally = self.tally
        return [
            f"{tally.overdue} of {tally.open_now} open on {uk_date(self.on)} are overdue, {tally.overdue_by_first} by their first due "
            f"dates; {tally.opened} opened and {tally.closed} closed in {self.draft.period}."
        ]

    def blocks(self) -> list[Block]:
        rows = [_row(tally) for tally in (*self.tally.by_source, self.tally)]
        notes = [
            f"Opened, closed and judged are counted in {self.draft.period}; “now” is {uk_date(self.on)}. The annex says what each means."
        ]
        widths = (4, 2, 2, 2, 2, 2, 2, 2, 2, 2)
        return [
            Paragraph(moved_sentence(self.tally.moved)),
            report_table(f"Actions, {self.draft.period}", ACTIONS_HEADER, rows, notes, figures=range(1, 10), widths=widths),
        ]

    def in_detail(self) -> list[ReportSection]:
        return [ReportSection("actions-detail", "Actions: what is counted", level=2, blocks=[Paragraph(WHAT_COUNTS)])]


def _row(tally: Tally) -> list[Cell]:
    judged = (tally.effective, tally.judged - tally.effective)
    counts = (
        tally.opened,
        tally.closed,
        tally.on_time,
        *judged,
        tally.open_now,
        tally.overdue,
        tally.overdue_by_first,
        tally.awaiting_verification,
    )
    return [words(tally.label), *(figure(count) for count in counts)]
