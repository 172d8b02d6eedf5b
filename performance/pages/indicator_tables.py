"""The tables of an indicator's pages: its history, its parts, its comparators, its control chart, published figures."""

from collections.abc import Iterable, Sequence

from foundation.documents import AnyRow, Cell, Column, Fragment, Table
from performance.models import Indicator
from performance.pages.breakdowns import Breakdown, PartRow
from performance.pages.comparing import ComparisonChoice, YearRow
from performance.pages.control_charts import Control, SignalRow
from performance.pages.indicators import HistoryRow
from performance.pages.trends import Trend

from .month_tables import direction_cell

HISTORY = "Every figure, latest first"


def history_table(rows: Iterable[HistoryRow]) -> Table:
    columns = [
        Column("Period", names_row=True, light=True),
        *(Column(heading, numeric=True) for heading in ("Figure", "First reported", "Statistical neighbours")),
        *(Column("Since the one before"), Column("Comment"), Column("Source", style="qa-muted")),
    ]
    cells: list[AnyRow] = [
        [row.period, row.text, row.first_text, row.neighbours_text, _since(row), _comment(row), _source(row)] for row in rows
    ]
    return Table(HISTORY, columns, cells)


def part_history_table(rows: Iterable[tuple[HistoryRow, str]]) -> Table:
    """Of a service or a team, beside the whole council."""
    columns = [
        Column("Period", names_row=True, light=True),
        *(Column(heading, numeric=True) for heading in ("Figure", "Whole council", "First reported")),
        *(Column("Since the one before"), Column("Source", style="qa-muted")),
    ]
    cells: list[AnyRow] = [[row.period, row.text, whole, row.first_text, _since(row), _source(row)] for row, whole in rows]
    return Table(HISTORY, columns, cells)


def _comment(row: HistoryRow) -> Cell:
    said = {"comment": row.comment, "false_words": row.false_words}
    return Cell(row.comment, fragment=Fragment("performance/cells/comment.html", said) if row.false_words else None)


def _since(row: HistoryRow) -> Cell:
    return Cell(row.direction.words, aside=row.direction.change_words)


def _source(row: HistoryRow) -> str:
    return f"{row.source}; restated, was {row.restated_from}" if row.restated_from else row.source


def sources_table(found: Breakdown, indicator: Indicator) -> Table:
    """The parts that an indicator is made of."""
    columns = [*_columns("Part", found), Column("Share of the whole")]
    rows = [[*_part_cells(row, indicator), Cell(row.share)] for row in found.sources]
    return Table("What it is made of", columns, rows)


def places_table(found: Breakdown, indicator: Indicator) -> Table:
    return Table("By service and team", _columns("Service or team", found), [_part_cells(row, indicator) for row in found.places])


def _columns(heading: str, found: Breakdown) -> list[Column]:
    figures = [Column(found.before, numeric=True), Column(found.period, numeric=True)]
    return [Column(heading, names_row=True, light=True), *figures, Column("Direction")]


def _part_cells(row: PartRow, indicator: Indicator) -> list[Cell]:
    name = Cell(row.name, fragment=Fragment("performance/cells/part.html", {"row": row}))
    return [name, Cell(row.before), Cell(row.now), direction_cell(row.direction, indicator)]


def compared_table(trend: Trend, latest_period: str) -> Table:
    """What the chart compares our figures with, in numbers."""
    columns = [
        *(Column("Comparator", names_row=True, light=True), Column("Holds from"), Column("Figure", numeric=True), Column("Year")),
        *(Column(f"Age in {latest_period}"), Column("Model of neighbours")),
    ]
    rows: list[AnyRow] = [
        [row.name, row.since, row.figure, row.year, row.age, ", ".join(part for part in (row.model, row.of) if part)]
        for row in trend.rows()
    ]
    return Table("What our figures are compared with", columns, rows)


def control_table(control: Control) -> Table:
    """Every month of the control chart in numbers, with its limits."""
    columns = [Column("Month", names_row=True, light=True), Column(control.named, numeric=True), Column("Signal"), Column("Which means")]
    columns += [Column("Out of", numeric=True)] if control.has_totals else []
    columns += [*(Column(heading, numeric=True) for heading in ("Lower limit", "Mean", "Upper limit")), Column("Limits")]
    rows: list[AnyRow] = [_control_cells(row, has_total=control.has_totals) for row in control.rows]
    return Table(f"{control.named}. {' '.join(control.limits)}", columns, rows)


def _control_cells(row: SignalRow, *, has_total: bool) -> list[str]:
    of = [row.total] if has_total else []
    return [row.period, row.figure, row.rule, row.meaning, *of, row.lower, row.mean, row.upper, row.kind]


def published_table(choice: ComparisonChoice, rows: Sequence[YearRow], seen_in: str) -> Table:
    """A council's published years beside its neighbours, its region and England, with their age in the month `seen_in`."""
    indicator = choice.indicator
    of = f"{indicator.shown_label}, {indicator.breakdown}" if indicator.breakdown else indicator.shown_label
    mean = f"Statistical neighbours’ mean, model {choice.model}" if choice.model else "Statistical neighbours’ mean"
    headings = (str(choice.council), mean, "Statistical neighbours’ median", str(choice.council.region or "Region"), "England")
    columns = [Column("Year", names_row=True, light=True), *(Column(heading, numeric=True) for heading in headings)]
    cells: list[AnyRow] = [
        [
            Cell(row.year, text=str(row.year), aside=f"{row.period}, {row.age_words}"),
            row.council,
            *(Cell(text, aside=f"n = {row.n}") for text in (row.mean, row.median)),
            *(row.region, row.england),
        ]
        for row in rows
    ]
    return Table(f"{of} ({indicator.get_unit_display()}), published figures; months old in {seen_in}", columns, cells)
