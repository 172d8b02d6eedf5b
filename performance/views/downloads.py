"""The two tables as files, in the shape that the import takes."""

import datetime
from decimal import Decimal

from foundation.council.months import add_months, month_code, month_name
from foundation.documents import CellValue, Month, Table, plain_table, without_zeros
from foundation.sheets import ParsedFigure, parse_figure
from performance.pages.half_years import HalfYears
from performance.pages.scorecards import AreaRows


def scorecard_sheet(month: datetime.date, areas: list[AreaRows]) -> Table:
    header = ["area", "status", "indicator", "unit", "previous_period", "previous", "current_period", "current", "statistical_neighbour"]
    before, now = Month(add_months(month, -1)), Month(month)
    rows: list[list[CellValue]] = [
        [
            *[area.area, row.status, row.label, row.indicator.unit, before, _cell(row.previous, row.previous_text)],
            *[now, _cell(row.current, row.current_text), number(row.neighbours_figure)],
            *[" ".join(filter(None, [row.direction.words, row.direction.change_words])), row.comment, row.action, " ".join(row.flags)],
            *[row.derived, row.published.sentence if row.published else ""],
        ]
        for area in areas
        for row in area.rows
    ]
    return plain_table(
        f"Scorecard {month_code(month)}", [*header, "direction", "comment", "action", "flags", "derived", "published_neighbours"], rows
    )


def half_years_sheet(table: HalfYears) -> Table:
    neighbours = "statistical_neighbour" + (f"_{table.neighbours_year.replace('/', '_')}" if table.neighbours_year else "")
    windows = [f"{add_months(end, -5):%b %y} - {end:%b %y}" for end in (table.first_month, table.month)]
    rows: list[list[CellValue]] = [
        [
            *[
                row.label,
                row.indicator.unit,
                _cell(row.first, row.first_text),
                _cell(row.second, row.second_text),
                number(row.neighbours_figure),
            ],
            *[row.change_words, row.comment, " ".join(row.flags), row.published.sentence if row.published else ""],
        ]
        for row in table.rows
        if not row.working
    ]
    return plain_table(
        f"Half-years {month_code(table.month)}",
        ["indicator", "unit", *windows, neighbours, "change", "comment", "flags", "published_neighbours"],
        rows,
    )


def number(value: Decimal | None) -> Decimal | None:
    """Without the zeros that storing added, and never as 6.1E+2."""
    return None if value is None else Decimal(without_zeros(value))


def figure_cell(text: str) -> CellValue:
    """What a page shows as a figure: the number, the mark that stands in its place, or nothing for a dash."""
    try:
        figure = parse_figure(text)
    except ValueError:
        return text
    if isinstance(figure, ParsedFigure):
        return number(figure.value)
    return text if text.isalpha() else None


def period_cell(period: str, month: datetime.date) -> CellValue:
    """A month as one; half a year, or a year, in words."""
    return Month(month) if period == month_name(month) else period


def _cell(value: Decimal | None, text: str) -> CellValue:
    """The number, or the mark that stands in its place."""
    if value is None:
        return text if text.isalpha() else None
    return number(value)
