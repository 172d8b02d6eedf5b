"""Cells of tables: a figure stands alone in its cell, its unit and its notes elsewhere."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from foundation.documents import Cell, Table
from foundation.statistics import PERCENTAGE_POINTS, Change, plain, round_half_up
from reports.content import report_columns

NOTHING = "–"


def report_table(
    caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[str] = (),
    *,
    figures: Collection[int],
    row_header: int = 0,
    widths: Sequence[int] = (),
) -> Table:
    """`figures` are the columns of figures, by their place; `row_header` is the one that names its row."""
    numeric = [at in figures for at in range(len(header))]
    return Table(caption, report_columns(header, numeric, row_header=row_header, widths=widths), rows, notes=notes)


def words(text: str | None, href: str = "") -> Cell:
    return Cell(text or NOTHING, href=href)


def figure(value: int | None) -> Cell:
    return Cell(NOTHING if value is None else plain(value))


def figure_text(text: str) -> Cell:
    """A figure that is already written as people read it."""
    return Cell(text or NOTHING)


def change_cells(change: Change | None) -> tuple[Cell, Cell]:
    """How much a figure moved, signed, and in what: “−26” and “%”, “+13” and “percentage points”."""
    if change is None or change.amount is None:
        return Cell(NOTHING), Cell(NOTHING)
    in_points = change.kind == PERCENTAGE_POINTS
    return Cell(_signed(change.amount, in_tenths=in_points)), Cell("percentage points" if in_points else "%")


def _signed(amount: Decimal, in_tenths: bool) -> str:
    rounded = round_half_up(amount, 1 if in_tenths or abs(amount) < 10 else 0)
    text = plain(rounded)
    return f"+{text}" if rounded > 0 else text
