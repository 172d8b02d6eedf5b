"""How a figure moved from month to month, against the comparators it is held to."""

import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean

from foundation.charts.comparators import LOOKS, Comparator, Course, TrendPoint, figure_text, shape_mark
from foundation.charts.palette import INK, LINE, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

_WIDTH, _HEIGHT = 440, 260
_LINE_HEIGHT = 16
_LABEL_CHARACTERS = 20
_HEADROOM = 0.12
_CHARACTER_WIDTH = 8
_FROM_AXIS = 4
_KEY_START, _KEY_END, _LABEL_START = 6, 34, 40

HeldTo = Comparator | Course


@dataclass(frozen=True)
class Event:
    """Something that happened in a period, in a few words."""

    period: str
    words: str


def trend_chart(
    points: Sequence[TrendPoint],
    *,
    title: str,
    series_label: str,
    unit: str = "",
    comparators: Sequence[HeldTo] = (),
    marked: Collection[str] = (),
    events: Sequence[Event] = (),
    from_zero: bool = False,
) -> Spec:
    """A line through ``points`` in their order, with each comparator a line of its own dashes; all named at the right end, so no legend.

    The points of the ``marked`` periods are ringed; each event is a numbered line at its period, explained beside the chart.
    ``unit`` is the axis title. The axis starts at 0 only where ``from_zero``: a line is read by its slope, not its height.
    Raises ValueError where no point has a figure or a period comes twice.
    """
    known = [point for point in points if point.value is not None]
    if not known:
        raise ValueError("There is no figure to draw.")
    if len({point.period for point in points}) < len(points):
        raise ValueError("Each period can be drawn once.")
    periods = [point.period for point in points]
    levels = [value for line in comparators for value in line.values(periods)]
    low, high = _domain([float(point.value or 0) for point in known], levels, from_zero)
    y = {
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {
            "title": unit or None,
            "titleAngle": 0,
            "titleAnchor": "start",
            "titleAlign": "left",
            "titleX": 0,
            "titleY": -12,
            "tickCount": 5,
        },
    }
    return chart_spec(
        title,
        _in_words(known, title, series_label, [line.in_words(periods) for line in comparators], marked, events),
        width=_WIDTH,
        height=_HEIGHT,
        layer=[
            *_event_lines(events, points),
            *(layer for line in comparators for layer in line.layers(_periods(points), y, periods)),
            _line(points, y),
            *_rings([point for point in known if point.period in marked], points, y),
            _first_figure(known, points, y),
            *_end_labels(known[-1], series_label, comparators, (low, high)),
        ],
    )


def _rings(marked: Sequence[TrendPoint], points: Sequence[TrendPoint], y: Spec) -> list[Spec]:
    """A diamond around each marked point: a shape, since a colour alone tells some nothing."""
    if not marked:
        return []
    mark = {"type": "point", "shape": "diamond", "size": 260, "filled": False, "strokeWidth": 2, "color": INK}
    data = {"values": [{"period": point.period, "value": point.value} for point in marked]}
    return [{"data": data, "mark": mark, "encoding": {"x": _periods(points), "y": {"field": "value", **y}}}]


def _event_lines(events: Sequence[Event], points: Sequence[TrendPoint]) -> list[Spec]:
    drawn = {point.period for point in points}
    values = [{"period": each.period, "says": str(number)} for number, each in enumerate(events, start=1) if each.period in drawn]
    if not values:
        return []
    x = _periods(points)
    rule = {"type": "rule", "color": SECONDARY_INK, "strokeDash": [2, 3]}
    text = {"type": "text", "fontSize": 12, "fontWeight": "bold", "color": INK, "align": "left", "dx": 3, "baseline": "top"}
    return [
        {"data": {"values": values}, "mark": rule, "encoding": {"x": x}},
        {"data": {"values": values}, "mark": text, "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "says", "type": "nominal"}}},
    ]


def _domain(values: Sequence[float], levels: Sequence[float], from_zero: bool) -> tuple[float, float]:
    low, high = min([*values, *levels]), max([*values, *levels])
    room = (high - low or abs(high) or 1) * _HEADROOM
    bottom = low - room
    if from_zero or (low >= 0 > bottom):
        bottom = min(0.0, low)
    return bottom, high + room


def _line(points: Sequence[TrendPoint], y: Spec) -> Spec:
    return {
        "data": {"values": [{"period": point.period, "value": point.value} for point in points]},
        "mark": {
            "type": "line",
            "color": LINE,
            "strokeWidth": 3,
            "invalid": "break-paths-show-domains",
            "point": {"filled": True, "size": 55, "color": LINE},
        },
        "encoding": {"x": _periods(points), "y": {"field": "value", **y}},
    }


def _periods(points: Sequence[TrendPoint]) -> Spec:
    axis = {"title": None, "labelAngle": 0, "labelOverlap": "parity", "labelSeparation": 8, "grid": False}
    return {"field": "period", "type": "ordinal", "sort": None, "scale": {"domain": [point.period for point in points]}, "axis": axis}


def _first_figure(known: Sequence[TrendPoint], points: Sequence[TrendPoint], y: Spec) -> Spec:
    """The figure that the line starts from: over its point, but never over the axis; above or below, where the line leaves room."""
    first, says = known[0], figure_text(known[0].value)
    step, width = _WIDTH / len(points), len(says) * _CHARACTER_WIDTH
    from_axis = (points.index(first) + 0.5) * step
    beside = [float(point.value or 0) for point in known[1 : 2 + int(width / step)]]
    rises = bool(beside) and fmean(beside) > float(first.value or 0)
    return {
        "data": {"values": [{"period": first.period, "value": first.value, "says": says}]},
        "mark": {
            "type": "text",
            "align": "left",
            "dx": -min(width / 2, from_axis - _FROM_AXIS),
            "dy": 18 if rises else -14,
            "fontSize": 13,
            "fontWeight": "bold",
            "color": LINE,
        },
        "encoding": {"x": _periods(points), "y": {"field": "value", **y}, "text": {"field": "says", "type": "nominal"}},
    }


def _end_labels(last: TrendPoint, series_label: str, comparators: Sequence[HeldTo], domain: tuple[float, float]) -> list[Spec]:
    """The names at the right end, each after a piece of its line, pushed apart where two ends lie close."""
    ends = [(float(last.value or 0), f"{series_label} {figure_text(last.value)}", LINE, "bold", _key(LINE, [], "circle"))]
    for line in comparators:
        key = _key(SECONDARY_INK, LOOKS[line.look][0], line.shape)
        ends.append((line.last, f"{line.label} {figure_text(line.last)}", INK, "normal", key))
    ends.sort(key=lambda end: -end[0])
    low, high = domain
    texts = [textwrap.wrap(says, _LABEL_CHARACTERS) for _, says, *_ in ends]
    tops = _spread([(high - value) / (high - low) * _HEIGHT - _LINE_HEIGHT / 2 for value, *_ in ends], [len(lines) for lines in texts])
    layers = []
    for (_, _, colour, weight, key), lines, top in zip(ends, texts, tops, strict=True):
        layers += [_at(top + _LINE_HEIGHT / 2, layer) for layer in key]
        layers.append(
            {
                "data": {"values": [{}]},
                "mark": {
                    "type": "text",
                    "text": lines,
                    "align": "left",
                    "baseline": "top",
                    "fontSize": 13,
                    "lineHeight": _LINE_HEIGHT,
                    "fontWeight": weight,
                    "color": colour,
                },
                "encoding": {"x": {"value": _WIDTH + _LABEL_START}, "y": {"value": top}},
            }
        )
    return layers


def _key(colour: str, dashes: Sequence[int], shape: str) -> list[Spec]:
    """A piece of the line with its shape, for where its end alone does not tell which it is."""
    start, middle, end = (_WIDTH + x for x in (_KEY_START, (_KEY_START + _KEY_END) / 2, _KEY_END))
    rule = {"type": "rule", "color": colour, "strokeWidth": 2, **({"strokeDash": list(dashes)} if dashes else {})}
    line = {"data": {"values": [{}]}, "mark": rule, "encoding": {"x": {"value": start}, "x2": {"value": end}}}
    point = {"data": {"values": [{}]}, "mark": shape_mark(shape, colour), "encoding": {"x": {"value": middle}}}
    return [line, point] if shape else [line]


def _at(y: float, layer: Spec) -> Spec:
    return {**layer, "encoding": {**layer["encoding"], "y": {"value": y}}}


def _spread(tops: Sequence[float], lines: Sequence[int]) -> list[float]:
    """Labels of so many lines, from the top down: none over another, none below the chart's foot."""
    placed: list[float] = []
    ceiling = float("-inf")
    for top, count in zip(tops, lines, strict=True):
        placed.append(max(top, ceiling))
        ceiling = placed[-1] + count * _LINE_HEIGHT
    floor = float(_HEIGHT)
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], floor - lines[index] * _LINE_HEIGHT)
        floor = placed[index]
    return placed


def _in_words(
    known: Sequence[TrendPoint],
    title: str,
    series_label: str,
    comparators: Sequence[str],
    marked: Collection[str],
    events: Sequence[Event],
) -> str:
    first, last = known[0], known[-1]
    said = [f"{title}.", f"{series_label}: {figure_text(first.value)} in {first.period}"]
    if last is not first:
        said[-1] += f", {figure_text(last.value)} in {last.period}"
    said[-1] += "."
    said.extend(comparators)
    if marked:
        said.append(f"Ringed: {', '.join(point.period for point in known if point.period in marked)}.")
    said.extend(f"Line {number}: {each.words}, {each.period}." for number, each in enumerate(events, start=1))
    return " ".join(said)
