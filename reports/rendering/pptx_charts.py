"""Charts that PowerPoint draws itself, in our palette, with their figures written on them."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from foundation.charts import GRADE_STYLES
from foundation.charts.palette import CONCERN, IMPROVEMENT, INK, LINE, NEITHER, SECONDARY_INK

from .chart_figures import GRADES, PAIR_COLOURS, FigureSeries, NativeChart, PictureKind

_KINDS = {
    PictureKind.GRADES: XL_CHART_TYPE.BAR_STACKED_100,
    PictureKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    PictureKind.PAIRS: XL_CHART_TYPE.BAR_CLUSTERED,
}
_LETTERS = Pt(14)
_PALER = 0.45
_SHAPES = {
    "●": (XL_MARKER_STYLE.CIRCLE, IMPROVEMENT),
    "■": (XL_MARKER_STYLE.SQUARE, CONCERN),
    "◊": (XL_MARKER_STYLE.DIAMOND, NEITHER),
}


def add_chart(slide: Any, drawn: NativeChart, box: tuple[Any, Any, Any, Any]) -> Any:
    """The chart's frame on the slide."""
    data = CategoryChartData(number_format=_format(drawn))
    data.categories = drawn.categories
    for series in drawn.series:
        data.add_series(_name(drawn, series), series.values)
    frame = slide.shapes.add_chart(_KINDS[drawn.kind], *box, data)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = _LETTERS, _rgb(INK)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _LOOKS[drawn.kind](chart, drawn)
    return frame


def _name(drawn: NativeChart, series: FigureSeries) -> str:
    if drawn.kind != PictureKind.GRADES:
        return series.name
    return f"{series.name} ({GRADES[list(drawn.series).index(series)]})"


def _format(drawn: NativeChart) -> str:
    """As many decimals as its figures are shown with."""
    values = [value for series in drawn.series for value in series.values if value is not None]
    return "#,##0" if all(value == int(value) for value in values) else "#,##0.0"


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


def _paler(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * _PALER):02x}" for part in parts)


def _bars(chart: Any, *, gap: int, overlap: int) -> None:
    """Lying bars from the first down, without an axis of figures: each bar has its own written on it."""
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = chart.value_axis.has_major_gridlines = False
    chart.category_axis.format.line.color.rgb = _rgb(SECONDARY_INK)
    chart.value_axis.visible = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = gap, overlap


def _grades(chart: Any, drawn: NativeChart) -> None:
    _bars(chart, gap=60, overlap=100)
    for letters, series, figures in zip(GRADES, chart.plots[0].series, drawn.series, strict=False):
        style = GRADE_STYLES[letters]
        _fill(series.format, style.fill)
        for at, value in enumerate(figures.values):
            if not value:
                continue
            point, provisional = series.points[at], at in drawn.provisional
            _fill(point.format, _paler(style.fill) if provisional else style.fill, dashed=provisional)
            _write(point, f"{letters} {value:g}", INK if provisional else style.text)


def _fill(look: Any, colour: str, *, dashed: bool = False) -> None:
    look.fill.solid()
    look.fill.fore_color.rgb = _rgb(colour)
    look.line.color.rgb = _rgb(INK)
    look.line.width = Pt(0.75)
    if dashed:
        look.line.dash_style = MSO_LINE.DASH


def _write(point: Any, words: str, colour: str) -> None:
    frame = point.data_label.text_frame
    frame.text = words
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = _LETTERS, True, _rgb(colour)


def _pairs(chart: Any, drawn: NativeChart) -> None:
    _bars(chart, gap=45, overlap=0)
    chart.value_axis.minimum_scale = 0
    letters = Pt(12 if len(drawn.categories) <= 6 else 10)
    for colour, series in zip(PAIR_COLOURS, chart.plots[0].series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour)
        _show_figures(series, letters, XL_LABEL_POSITION.OUTSIDE_END, _format(drawn))
    chart.category_axis.tick_labels.font.size = letters


def _show_figures(series: Any, letters: Pt, place: Any, number_format: str) -> None:
    labels = series.data_labels
    labels.show_value, labels.position = True, place
    labels.font.size, labels.font.color.rgb = letters, _rgb(INK)
    labels.number_format, labels.number_format_is_linked = number_format, False


def _line(chart: Any, drawn: NativeChart) -> None:
    axis = chart.value_axis
    axis.has_major_gridlines = False
    axis.has_title = True
    axis.axis_title.text_frame.text = drawn.axis
    axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = _LETTERS
    axis.tick_labels.font.size = chart.category_axis.tick_labels.font.size = Pt(12)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    ours, *limits = chart.plots[0].series
    ours.smooth = False
    ours.format.line.color.rgb, ours.format.line.width = _rgb(LINE), Pt(3)
    _mark(ours.marker, XL_MARKER_STYLE.CIRCLE, LINE, 7)
    _show_figures(ours, Pt(12), XL_LABEL_POSITION.ABOVE, _format(drawn))
    for at in _valleys(drawn.series[0].values):
        _write_under(ours.points[at])
    for at, shape in drawn.marks.items():
        if shape in _SHAPES:
            _mark(ours.points[at].marker, *_SHAPES[shape], 13)
    for series, dashes in zip(limits, (MSO_LINE.DASH, MSO_LINE.SOLID, MSO_LINE.DASH), strict=True):
        series.smooth = False
        series.marker.style = XL_MARKER_STYLE.NONE
        series.format.line.color.rgb, series.format.line.width = _rgb(SECONDARY_INK), Pt(1.5)
        series.format.line.dash_style = dashes


def _valleys(values: Sequence[float | None]) -> list[int]:
    """Points lower than those beside them, whose figure the line would run through from above."""
    return [at for at, value in enumerate(values) if value is not None and all(value < other for other in _beside(values, at))]


def _beside(values: Sequence[float | None], at: int) -> list[float]:
    return [value for value in (*values[max(at - 1, 0) : at], *values[at + 1 : at + 2]) if value is not None]


def _write_under(point: Any) -> None:
    point.data_label.position = XL_LABEL_POSITION.BELOW
    point.data_label.font.size, point.data_label.font.color.rgb = Pt(12), _rgb(INK)


def _mark(marker: Any, shape: Any, colour: str, size: int) -> None:
    marker.style, marker.size = shape, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _rgb(colour)
    marker.format.line.color.rgb = _rgb(INK)


_LOOKS = {PictureKind.GRADES: _grades, PictureKind.LINE: _line, PictureKind.PAIRS: _pairs}
