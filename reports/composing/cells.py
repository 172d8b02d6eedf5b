"""Cells of tables: a figure stands alone in its cell, its unit and its notes elsewhere."""

from decimal import Decimal

from foundation.statistics import PERCENTAGE_POINTS, Change, plain, round_half_up
from reports.content import ReportCell

NOTHING = "–"


def words(text: str | None, href: str = "") -> ReportCell:
    return ReportCell(text or NOTHING, href=href)


def figure(value: int | None) -> ReportCell:
    return ReportCell(NOTHING if value is None else plain(value), number=True)


def figure_text(text: str) -> ReportCell:
    """A figure that is already written as people read it."""
    return ReportCell(text or NOTHING, number=True)


def change_cells(change: Change | None) -> tuple[ReportCell, ReportCell]:
    """How much a figure moved, signed, and in what: “−26” and “%”, “+13” and “percentage points”."""
    if change is None or change.amount is None:
        return ReportCell(NOTHING, number=True), ReportCell(NOTHING)
    in_points = change.kind == PERCENTAGE_POINTS
    return ReportCell(_signed(change.amount, in_tenths=in_points), number=True), ReportCell("percentage points" if in_points else "%")


def _signed(amount: Decimal, in_tenths: bool) -> str:
    rounded = round_half_up(amount, 1 if in_tenths or abs(amount) < 10 else 0)
    text = plain(rounded)
    return f"+{text}" if rounded > 0 else text
