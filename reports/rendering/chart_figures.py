"""The figures of a native chart, read from the table that it is shown beside: what the table does not show, no chart can hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from foundation.charts.palette import LINE, SECONDARY_INK
from foundation.documents import Table, cells_of
from reports.content import Block, Chart

GRADES = ("O", "G", "RI", "I")
PROVISIONAL = "before moderation"
# Of two periods and the neighbours: a pale, a strong and a grey one, which keep apart in greyscale.
PAIR_COLOURS = ("#9bb8d3", LINE, SECONDARY_INK)
LIMITS = ("Lower limit", "Mean", "Upper limit")
_OF_SIGNALS = ": signal or noise?"
_WORDED = re.compile(r"(?<![A-Za-z])(O|G|RI|I) = ([^,;.]+)")


class PictureKind(StrEnum):
    """Bars of grades, a line over time with its limits, or the figures of two periods side by side."""

    GRADES = "grades"
    LINE = "line"
    PAIRS = "pairs"


@dataclass(frozen=True)
class FigureSeries:
    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class NativeChart:
    """`marks` are the signals of a line, by the place of their points: the shape that the table shows. Grades that moderation may still
    change are `provisional`, by the place of their bars.
    """

    kind: PictureKind
    categories: Sequence[str]
    series: Sequence[FigureSeries]
    marks: dict[int, str] = field(default_factory=dict)
    axis: str = ""
    provisional: frozenset[int] = frozenset()


def table_behind(chart: Chart, blocks: Sequence[Block]) -> Table | None:
    """The table among `blocks` with the chart's figures: it has its title, or begins with it."""
    title = chart.title.removesuffix(_OF_SIGNALS)
    tables = [block for block in blocks if isinstance(block, Table)]
    same = [table for table in tables if table.caption == title]
    return next(iter([*same, *(table for table in tables if table.caption.startswith(f"{title}, "))]), None)


def shown_cells(table: Table) -> list[list[str]]:
    return [[cell.shown for cell in cells_of(row)] for row in table.rows]


def number_in(text: str) -> float | None:
    """The number that a cell shows; none where it shows words or a mark in the place of one."""
    try:
        return float(Decimal(text.replace(",", "").replace("−", "-").removesuffix("%")))
    except InvalidOperation:
        return None


def native_chart(table: Table) -> NativeChart | None:
    """What the table's figures are drawn as; nothing where it is of no kind that is drawn."""
    drawn = _drawn(table)
    return drawn if drawn and _has_figures(drawn) else None


def _has_figures(chart: NativeChart) -> bool:
    """Cells may all have words or a mark in the place of a figure: then there is nothing to draw."""
    return any(value is not None for series in chart.series for value in series.values)


def _drawn(table: Table) -> NativeChart | None:
    header = table.header
    if header[:1] == ["Domain"] and all(grade in header for grade in GRADES):
        return _by_row(table)
    if header[:1] == ["Month"] and all(limit in header for limit in LIMITS):
        return _over_time(table)
    if header[:1] == ["Indicator"] and [column.numeric for column in table.columns] == [False, True, True, True]:
        return _two_periods(table)
    return None


def overall_chart(tables: Sequence[Table]) -> NativeChart | None:
    """Tables of one month's grades each, as a bar for each month."""
    if not tables:
        return None
    words = [row[0] for row in shown_cells(tables[0])]
    by_month = [{row[0]: number_in(row[1]) for row in shown_cells(table)} for table in tables]
    series = [FigureSeries(word, [month.get(word) for month in by_month]) for word in words]
    months = [table.caption.partition(", ")[2] for table in tables]
    may_change = frozenset(at for at, table in enumerate(tables) if PROVISIONAL in table.caption)
    chart = NativeChart(PictureKind.GRADES, months, series, provisional=may_change)
    return chart if _has_figures(chart) else None


def is_of_grades(table: Table) -> bool:
    return table.header[:2] == ["Grade", "Audits"]


def _by_row(table: Table) -> NativeChart:
    rows, words = shown_cells(table), dict(_WORDED.findall(" ".join(table.notes)))
    series = [FigureSeries(words.get(grade, grade), [number_in(row[table.header.index(grade)]) for row in rows]) for grade in GRADES]
    may_change = frozenset(range(len(rows)) if PROVISIONAL in table.caption else ())
    return NativeChart(PictureKind.GRADES, [row[0] for row in rows], series, provisional=may_change)


def _over_time(table: Table) -> NativeChart:
    """The table has its latest month first, a line its first."""
    header, rows = table.header, shown_cells(table)[::-1]
    named = [header[1], *LIMITS]
    series = [FigureSeries(name, [number_in(row[header.index(name)]) for row in rows]) for name in named]
    marks = {at: row[-1][0] for at, row in enumerate(rows) if row[-1] and not row[-1][0].isalnum()}
    return NativeChart(PictureKind.LINE, [row[0] for row in rows], series, marks, axis=header[1])


def _two_periods(table: Table) -> NativeChart:
    rows = shown_cells(table)
    series = [FigureSeries(table.header[at], [number_in(row[at]) for row in rows]) for at in (1, 2, 3)]
    return NativeChart(PictureKind.PAIRS, [row[0] for row in rows], series)


def pairs_by_unit(table: Table, units: Sequence[str]) -> dict[str, tuple[NativeChart, list[list[str]]]]:
    """Of a table of two periods: for each unit its figures side by side, with the rows that they are from."""
    found = {}
    for unit in units:
        rows = [row for row in shown_cells(table) if row[1] == unit and any(number_in(row[at]) is not None for at in (2, 3))]
        series = [FigureSeries(table.header[at], [number_in(row[at]) for row in rows]) for at in (2, 3, 4)]
        if rows:
            found[unit] = NativeChart(PictureKind.PAIRS, [row[0] for row in rows], series, axis=unit), rows
    return found


def is_of_pairs(table: Table) -> bool:
    return table.header[:2] == ["Indicator", "Unit"] and table.header[-2:] == ["Change", "Change in"]
