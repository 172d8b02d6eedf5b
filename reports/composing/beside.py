"""What is done beside the months' own audits: other kinds of audit, counted apart, and check and challenge meetings."""

from audits.kinds.queries import done_of_kinds
from foundation.council.months import month_name
from foundation.documents import Bullets, Paragraph
from foundation.seals import InputKind, note_inputs
from oversight.queries.held import held_on_months
from reports.content import Block, ReportSection

from .draft import Draft


def beside_the_months(draft: Draft) -> list[ReportSection]:
    blocks = [*_kinds(draft), *_meetings(draft)]
    return [ReportSection("beside-the-months", "Beside the months’ own audits", level=2, blocks=blocks)] if blocks else []


def _kinds(draft: Draft) -> list[Block]:
    """Each kind of each month, with how many of its audits were submitted; grades of them are in no other figure."""
    done = done_of_kinds(draft.first, draft.last)
    note_inputs(InputKind.COUNT, [("kinds-of-audit", done)])
    lines = [f"{each.kind}, {month_name(each.month)}: {each.submitted} of {each.audits} submitted." for each in done]
    return [Paragraph("Other kinds of audit are counted apart from the months’ own."), Bullets(lines)] if lines else []


def _meetings(draft: Draft) -> list[Block]:
    held = held_on_months(draft.first, draft.last)
    note_inputs(InputKind.COUNT, [("check-and-challenge", [held])])
    if not held.meetings:
        return []
    meetings = "1 check and challenge meeting was" if held.meetings == 1 else f"{held.meetings} check and challenge meetings were"
    decisions = "1 decision" if held.decisions == 1 else f"{held.decisions} decisions"
    still_open = f"; {held.open_decisions} of them {'is' if held.open_decisions == 1 else 'are'} still open" if held.decisions else ""
    return [Paragraph(f"{meetings} held on the audits of {draft.period}. {decisions.capitalize()} noted{still_open}.")]
