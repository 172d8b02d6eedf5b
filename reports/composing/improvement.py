"""The section on the improvement plan: its priorities, by when, and what good looks like."""

import datetime

from foundation.documents import Cell, Paragraph
from foundation.documents.formats import uk_date
from inspections.queries.plan import PriorityAsOf, priorities_in_report
from reports.content import Block

from .cells import figure, report_table, words
from .draft import Draft

HEADER = ["Priority", "What good looks like", "By when", "Recommendations answered", "State"]
NO_PLAN = "The improvement plan has no priority."


def improvement_plan(draft: Draft, on: datetime.date) -> list[Block]:
    """As things were `on` a day. Owners are not named: the report names no worker."""
    found = priorities_in_report(draft.first, on)
    if not found:
        return [Paragraph(NO_PLAN)]
    open_now, overdue = sum(each.is_open for each in found), sum(each.is_overdue for each in found)
    are = "is" if open_now == 1 else "are"
    said = f"{open_now} of the improvement plan’s priorities {are} open on {uk_date(on)}, {overdue} past the date."
    table = report_table("Priorities of the improvement plan", HEADER, [_row(each) for each in found], figures=(3,), widths=(4, 7, 2, 2, 2))
    return [Paragraph(said), table]


def _row(each: PriorityAsOf) -> list[Cell]:
    state = "Overdue" if each.is_overdue else "Open" if each.is_open else "Closed"
    of = each.priority
    return [words(of.name), words(of.good_looks_like), words(uk_date(of.due)), figure(each.answers), words(state)]
