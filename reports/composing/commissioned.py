"""The section on commissioned work: every open question, and what was answered or withdrawn since the report before."""

import datetime

from commissions.enums import CommissionState
from commissions.queries import CommissionAsOf, commissions_in_report
from foundation.documents import Cell, Paragraph
from foundation.documents.formats import uk_date
from reports.content import Block, Remark, Remarks

from .cells import report_table, words
from .draft import Draft

HEADER = ["Question", "Asked by", "Asked on", "Led by", "Due", "State"]
NONE_OPEN = "No question to quality assurance is open, and none was answered since the report before."


def commissioned(draft: Draft, on: datetime.date) -> list[Block]:
    """As things were `on` a day. The lead is named by job title: the report names no worker."""
    found = commissions_in_report(draft.first, draft.last, on)
    if not found:
        return [Paragraph(NONE_OPEN)]
    table = report_table("Questions to quality assurance", HEADER, [_row(each) for each in found], figures=(), widths=(7, 3, 2, 3, 2, 2))
    closed = [Remark(each.commission.question, _said(each)) for each in found if each.answer or each.withdrawn_because]
    return [table, *([Remarks("What was answered", closed)] if closed else [])]


def _row(each: CommissionAsOf) -> list[Cell]:
    of = each.commission
    who = of.occasion or str(of.get_asked_by_display())
    lead = (of.lead.job_title or "A colleague") if of.lead else "Nobody yet"
    days = (words(who), words(uk_date(of.asked_on)), words(lead), words(uk_date(of.due)))
    return [words(of.question), *days, words(str(each.state.label))]


def _said(each: CommissionAsOf) -> str:
    return each.answer if each.state == CommissionState.ANSWERED else f"Withdrawn. {each.withdrawn_because}"
