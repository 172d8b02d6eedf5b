"""Shares with their intervals: side by side, a row each; over time; and small pictures of several over time on one scale."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.charts.distributions import MIDDLE, NARROW, WIDE
from foundation.charts.palette import INK, LINE, PAPER, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

CHARACTER_WIDTH = 8
_ROW_HEIGHT = 48
# Room for the axis of a chart over time, which is not part of its width.
FOR_THE_AXIS = 44
_SMALL_HEIGHT, _HEIGHT = 130, 260
_BETWEEN = 28
# So wide a small picture is, at least, that its months can be told apart.
_SMALL_WIDTH = 250
_PER_CENT = {"domain": [0, 100], "nice": False}


@dataclass(frozen=True)
class SharePoint:
    """A share in per cent with the ends of its interval; None of all three where there is nothing, which is a gap. `says` has its counts,
    and what is `provisional` is drawn hollow.
    """

    label: str
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    says: str = ""
    provisional: bool = False

    @property
    def in_words(self) -> str:
        if self.percent is None or self.low is None or self.high is None:
            return f"{self.label}: nothing to show."
        return f"{self.label}: {self.says}, 95% interval {self.low:.0f}–{self.high:.0f}%."


@dataclass(frozen=True)
class SharePicture:
    """The same in the shapes of three screens."""

    wide: Spec
    middle: Spec
    narrow: Spec


Series = tuple[str, Sequence[SharePoint]]


def shares_side_by_side(rows: Sequence[SharePoint], title: str) -> SharePicture:
    """A point and its interval a row, in the order given: no order of rank, for intervals that overlap bear out none."""
    return in_three(lambda width: _side_by_side(rows, title, width))


def share_over_time(points: Sequence[SharePoint], title: str) -> SharePicture:
    return in_three(
        lambda width: _whole(title, _words(title, points), width, **layers_over_time(points, width - FOR_THE_AXIS, _HEIGHT, labelled=True))
    )


def shares_over_time(series: Sequence[Series], title: str) -> SharePicture:
    """A small picture of each, all on one scale from 0 to 100%."""
    return in_three(lambda width: _small_pictures(series, title, width))


def in_three(draw: Callable[[int], Spec]) -> SharePicture:
    return SharePicture(draw(WIDE), draw(MIDDLE), draw(NARROW))


def _whole(title: str, description: str, room: int, **parts: Any) -> Spec:
    return chart_spec(textwrap.wrap(title, room // CHARACTER_WIDTH), description, **parts)


def _words(title: str, points: Sequence[SharePoint]) -> str:
    return " ".join([f"{title}.", *(point.in_words for point in points)])


def _side_by_side(rows: Sequence[SharePoint], title: str, width: int) -> Spec:
    values = [{"row": at, "label": row.label, **_values(row)} for at, row in enumerate(rows)]
    y = {"field": "row", "type": "ordinal", "scale": {"domain": list(range(len(rows))), "padding": 0.5}, "axis": None}
    axis = {"values": [0, 25, 50, 75, 100], "labelExpr": "datum.label + '%'", "title": None, "labelColor": SECONDARY_INK}
    x = {"field": "percent", "type": "quantitative", "scale": _PER_CENT, "axis": axis}
    said = [{"row": at, "says": f"{row.label}: {row.says}"} for at, row in enumerate(rows)]
    layer = [
        {"mark": _interval(5), "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y}},
        {"mark": _dot(), "encoding": {"x": x, "y": y}},
        {
            "data": {"values": said},
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "dy": -9, "fontSize": 13, "color": INK, "limit": width},
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "says", "type": "nominal"}},
        },
    ]
    return _whole(title, _words(title, rows), width, width=width, height=_ROW_HEIGHT * len(rows), data={"values": values}, layer=layer)


def _values(point: SharePoint) -> dict[str, object]:
    return {"percent": point.percent, "low": point.low, "high": point.high}


def _interval(width: int) -> Spec:
    return {"type": "rule", "color": LINE, "strokeWidth": width, "opacity": 0.45}


def _dot(size: int = 90) -> Spec:
    return {"type": "point", "filled": True, "size": size, "color": LINE, "stroke": PAPER, "strokeWidth": 1.5, "opacity": 1}


def layers_over_time(points: Sequence[SharePoint], width: int, height: int, *, labelled: bool = False) -> Spec:
    """The parts of one chart: intervals as upright lines, the shares as points that a line joins, but not over a gap."""
    values = list(_in_runs(points))
    x = axis_of_months([point.label for point in points])
    axis = {"values": [0, 25, 50, 75, 100], "labelExpr": "datum.label + '%'", "title": None}
    y = {"field": "percent", "type": "quantitative", "scale": _PER_CENT, "axis": axis}
    known = [each for each in values if each["percent"] is not None]
    pale = {"condition": {"test": "datum.provisional", "value": 0.55}, "value": 1}
    bars = {"mark": _interval(3), "encoding": {"y": y | {"field": "low"}, "y2": {"field": "high"}}}
    line = {"mark": {"type": "line", "color": LINE, "strokeWidth": 2}, "encoding": {"y": y, "detail": {"field": "run", "type": "nominal"}}}
    hollow = {"condition": {"test": "datum.provisional", "value": PAPER}, "value": LINE}
    dots = {
        "mark": _dot(60) | {"stroke": LINE, "strokeWidth": 2},
        "encoding": {"y": y, "fill": hollow, "strokeOpacity": pale},
    }
    layer = [bars, line, dots]
    if labelled and len(points) * 40 <= width:
        layer.append(_figures(y))
    return {"width": width, "height": height, "data": {"values": known}, "encoding": {"x": x}, "layer": layer}


def axis_of_months(labels: Sequence[str]) -> Spec:
    """The x of charts over time, by the field `label`."""
    axis = {
        "title": None,
        "labelAngle": 0,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
        "labelPadding": 8,
        "ticks": False,
        "grid": False,
    }
    return {"field": "label", "type": "ordinal", "scale": {"domain": list(labels), "padding": 0.5}, "axis": axis}


def _figures(y: Spec) -> Spec:
    mark = {"type": "text", "fontSize": 13, "fontWeight": "bold", "align": "left", "dx": 6, "dy": -9, "color": INK}
    return {"mark": mark, "encoding": {"y": y, "text": {"field": "figure", "type": "nominal"}}}


def _in_runs(points: Sequence[SharePoint]) -> Sequence[dict[str, object]]:
    run, values = 0, []
    for point in points:
        run += point.percent is None
        figure = "" if point.percent is None else f"{point.percent:.0f}%"
        values.append({"label": point.label, "run": run, "figure": figure, "provisional": point.provisional, **_values(point)})
    return values


def _small_pictures(series: Sequence[Series], title: str, width: int) -> Spec:
    columns = max(1, min(len(series), width // (_SMALL_WIDTH + FOR_THE_AXIS + _BETWEEN)))
    each = (width - (columns - 1) * _BETWEEN) // columns - FOR_THE_AXIS
    pictures = [_small_picture(name, points, each) for name, points in series]
    said = " ".join(_words(name, points) for name, points in series)
    return _whole(title, f"{title}. {said}", width, concat=pictures, columns=columns, spacing=_BETWEEN, align="all")


def _small_picture(name: str, points: Sequence[SharePoint], width: int) -> Spec:
    lines = textwrap.wrap(name, width // (CHARACTER_WIDTH - 1))
    head = {"text": lines, "anchor": "start", "frame": "group", "fontSize": 13, "color": INK, "offset": 6}
    return {"title": head, **layers_over_time(points, width, _SMALL_HEIGHT)}
