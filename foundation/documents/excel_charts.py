"""Charts that Excel draws itself, from the cells of a table in the same workbook."""

from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from .workbooks import CellRange, ChartKind, TableChart, TableSeries, WorkbookSheet

_SIZE = {"width": 900, "height": 480}
_INK = "#0b0c0c"
_QUIET = {"major_gridlines": {"visible": False}}
# Pixels that a bar takes, or the bars of one row together.
_BAR = {ChartKind.SHARES: 44, ChartKind.PAIRS: 72}
_LETTERS = {"size": 11, "color": _INK}


def add_chart(file: xlsxwriter.Workbook, page: Worksheet, chart: TableChart, of: WorkbookSheet, *, row: int) -> None:
    """Draw `chart` at a row of the page from the table on the sheet `of`."""
    made = file.add_chart(_KINDS[chart.kind])
    for series in chart.series:
        made.add_series(_LOOKS[chart.kind](series) | {"name": series.name, **_cells(chart, series, of)})
    made.set_title({"name": chart.title, "name_font": {"size": 14, "color": _INK}, "overlay": False})
    made.set_legend({"position": "top", "font": _LETTERS})
    made.set_size(_SIZE | {"height": _height(chart)})
    _set_axes(made, chart)
    page.insert_chart(row, 0, made, {"description": f"{chart.title}. {chart.alt}", "object_position": 2})


_KINDS: dict[ChartKind, dict[str, str]] = {
    ChartKind.SHARES: {"type": "bar", "subtype": "percent_stacked"},
    ChartKind.LINES: {"type": "line"},
    ChartKind.PAIRS: {"type": "bar"},
}


def _cells(chart: TableChart, series: TableSeries, of: WorkbookSheet) -> dict[str, Any]:
    return {"categories": [of.name, *_below(chart.categories, of)], "values": [of.name, *_below(series.cells, of)]}


def _height(chart: TableChart) -> int:
    """Pixels: as many bars as there are, each as thick."""
    bars = chart.categories[2] - chart.categories[0] + 1
    return _SIZE["height"] if chart.kind == ChartKind.LINES else 180 + _BAR[chart.kind] * bars


def _below(cells: CellRange, of: WorkbookSheet) -> CellRange:
    first, left, last, right = cells
    return of.top + 1 + first, left, of.top + 1 + last, right


def _set_axes(made: Any, chart: TableChart) -> None:
    if chart.kind != ChartKind.LINES:
        # From the first bar down, without a scale: each part, or bar, has its figure written on it.
        made.set_y_axis({"reverse": True, "num_font": _LETTERS, **_QUIET})
        made.set_x_axis({"visible": False, **_QUIET})
    else:
        turned = {"reverse": True, "crossing": "max"} if chart.latest_first else {}
        made.set_x_axis({"num_font": _LETTERS, "label_position": "low", **turned})
        made.set_y_axis({"name": chart.axis, "name_font": _LETTERS, "num_font": _LETTERS, **_QUIET})
    made.show_na_as_empty_cell()


def _shares(series: TableSeries) -> dict[str, Any]:
    written = {"value": True, "num_format": "0;;;", "font": {"bold": True, "size": 11, "color": series.letters or _INK}}
    return {"fill": {"color": series.colour}, "border": {"color": _INK, "width": 0.75}, "gap": 60, "data_labels": written}


def _lines(series: TableSeries) -> dict[str, Any]:
    if series.is_limit:
        return {"line": {"color": series.colour, "width": 1.5, "dash_type": "dash"}, "marker": {"type": "none"}}
    marker = {"type": "circle", "size": 7, "fill": {"color": series.colour}, "border": {"color": series.colour}}
    return {
        "line": {"color": series.colour, "width": 2.75},
        "marker": marker,
        "data_labels": {"value": True, "position": "above", "font": _LETTERS},
    }


def _pairs(series: TableSeries) -> dict[str, Any]:
    return {"fill": {"color": series.colour}, "gap": 45, "data_labels": {"value": True, "font": _LETTERS}}


_LOOKS = {ChartKind.SHARES: _shares, ChartKind.LINES: _lines, ChartKind.PAIRS: _pairs}
