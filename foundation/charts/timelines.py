"""Several things over the same months, one below the other, with what happened marked across all of them."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.charts.palette import INK, LINE, PAPER, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.shares import CHARACTER_WIDTH, FOR_THE_AXIS, SharePicture, SharePoint, axis_of_months, in_three, layers_over_time
from foundation.charts.specs import chart_spec

_HEIGHT, _LOW = 130, 80
_BETWEEN = 26


@dataclass(frozen=True)
class SharePanel:
    """Shares in per cent with their intervals, a point a month; `points` has every month of the timeline."""

    title: str
    points: Sequence[SharePoint]

    @property
    def in_words(self) -> str:
        return " ".join([f"{self.title}.", *(point.in_words for point in self.points if point.percent is not None)])


@dataclass(frozen=True)
class FigurePanel:
    """A figure a month, None where there is none: a line, on a scale of its own that need not start at 0."""

    title: str
    values: Sequence[tuple[str, float | None]]

    @property
    def in_words(self) -> str:
        return " ".join([f"{self.title}.", *(f"{label}: {value:g}." for label, value in self.values if value is not None)])


@dataclass(frozen=True)
class CountPanel:
    """How many a month: bars from 0; None where it is not shown."""

    title: str
    counts: Sequence[tuple[str, int | None]]

    @property
    def in_words(self) -> str:
        return " ".join([f"{self.title}.", *(f"{label}: {count}." for label, count in self.counts if count)])


@dataclass(frozen=True)
class TimelineEvent:
    """A mark at a month: a number that the table under the chart explains. `is_main`: what the timeline is about."""

    label: str
    number: int
    is_main: bool = False


Panel = SharePanel | FigurePanel | CountPanel


def timeline_picture(panels: Sequence[Panel], labels: Sequence[str], events: Sequence[TimelineEvent], title: str) -> SharePicture:
    """The panels in their order over the months `labels`. Raises ValueError where there is none, since nothing would be drawn."""
    if not panels:
        raise ValueError("There is nothing to draw.")
    return in_three(lambda room: _whole(panels, labels, events, title, room))


def _whole(panels: Sequence[Panel], labels: Sequence[str], events: Sequence[TimelineEvent], title: str, room: int) -> Spec:
    width = room - FOR_THE_AXIS
    drawn = [_panel(each, labels, events, width) for each in panels]
    said = " ".join([f"{title}.", *(panel.in_words for panel in panels)])
    lines = textwrap.wrap(title, room // CHARACTER_WIDTH)
    return chart_spec(lines, said, vconcat=drawn, spacing=_BETWEEN)


def _panel(panel: Panel, labels: Sequence[str], events: Sequence[TimelineEvent], width: int) -> Spec:
    spec = _content(panel, labels, width)
    lines = textwrap.wrap(panel.title, width // (CHARACTER_WIDTH - 1))
    head = {"text": lines, "anchor": "start", "frame": "group", "fontSize": 13, "color": INK, "offset": 18}
    return {**spec, "title": head, "layer": [*_marks(events), *spec["layer"]]}


def _content(panel: Panel, labels: Sequence[str], width: int) -> Spec:
    if isinstance(panel, SharePanel):
        return layers_over_time(panel.points, width, _HEIGHT)
    return _line(panel, labels, width) if isinstance(panel, FigurePanel) else _bars(panel, labels, width)


def _marks(events: Sequence[TimelineEvent]) -> list[Spec]:
    """A line across each month in which something happened, the main one thick, with the numbers over it."""
    by_month: dict[str, list[TimelineEvent]] = {}
    for event in events:
        by_month.setdefault(event.label, []).append(event)
    found: list[Spec] = []
    for is_main in (False, True):
        values = [
            {"label": label, "says": ", ".join(str(each.number) for each in marked)}
            for label, marked in by_month.items()
            if any(each.is_main for each in marked) == is_main
        ]
        if values:
            look = {"color": INK, "strokeWidth": 2} if is_main else {"color": SECONDARY_INK, "strokeDash": [2, 3]}
            text = {"type": "text", "fontSize": 13, "fontWeight": "bold", "color": INK, "baseline": "bottom", "dy": -2}
            said = {"y": {"value": 0}, "text": {"field": "says", "type": "nominal"}}
            found += [
                {"data": {"values": values}, "mark": {"type": "rule", **look}},
                {"data": {"values": values}, "mark": text, "encoding": said},
            ]
    return found


def _line(panel: FigurePanel, labels: Sequence[str], width: int) -> Spec:
    values = [{"label": label, "value": value} for label, value in panel.values if value is not None]
    y = {"field": "value", "type": "quantitative", "scale": {"zero": False}, "axis": {"title": None, "tickCount": 4}}
    mark = {"type": "line", "color": LINE, "strokeWidth": 2, "point": {"filled": True, "size": 45, "color": LINE}}
    return _framed(values, labels, width, _HEIGHT, {"mark": mark, "encoding": {"y": y}})


def _bars(panel: CountPanel, labels: Sequence[str], width: int) -> Spec:
    values = [{"label": label, "value": count} for label, count in panel.counts if count]
    y = {"field": "value", "type": "quantitative", "axis": {"title": None, "tickCount": 3, "tickMinStep": 1}}
    bar = {"mark": {"type": "bar", "color": LINE, "stroke": PAPER}, "encoding": {"y": y}}
    return _framed(values, labels, width, _LOW, bar)


def _framed(values: list[dict], labels: Sequence[str], width: int, height: int, layer: Spec) -> Spec:
    encoding = {"x": axis_of_months(labels)}
    return {"width": width, "height": height, "data": {"values": values}, "encoding": encoding, "layer": [layer]}
