"""How a figure moved from month to month, against the comparators it is held to."""

import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean

from foundation.charts.palette import INK, LINE, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

_WIDTH, _HEIGHT = 440, 260
_LINE_HEIGHT = 16
_LABEL_CHARACTERS = 20
_HEADROOM = 0.12
_CHARACTER_WIDTH = 8
_FROM_AXIS = 4


@dataclass(frozen=True)
class TrendPoint:
    """A period in words and its figure; None leaves a gap in the line."""

    period: str
    value: float | None


@dataclass(frozen=True)
class Comparator:
    """A level line across the chart, such as the statistical neighbours' mean with its year."""

    label: str
    value: float


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
    comparators: Sequence[Comparator] = (),
    marked: Collection[str] = (),
    events: Sequence[Event] = (),
    from_zero: bool = False,
) -> Spec:
    """A line through ``points`` in their order, with each comparator a dashed line; all named at the right end, so no legend.

    The points of the ``marked`` periods are ringed; each event is a numbered line at its period, explained beside the chart.
    ``unit`` is the axis title. The axis starts at 0 only where ``from_zero``: a line is read by its slope, not its height.
    Raises ValueError where no point has a figure or a period comes twice.
    """
    known = [point for point in points if point.value is not None]
    if not known:
        raise ValueError("There is no figure to draw.")
    if len({point.period for point in points}) < len(points):
        raise ValueError("Each period can be drawn once.")
    low, high = _domain([float(point.value or 0) for point in known], [line.value for line in comparators], from_zero)
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
        _in_words(known, title, series_label, comparators, marked, events),
        width=_WIDTH,
        height=_HEIGHT,
        layer=[
            *_event_lines(events, points),
            *(_comparator_line(line, y) for line in comparators),
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
    first, says = known[0], _figure(known[0].value)
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


def _comparator_line(line: Comparator, y: Spec) -> Spec:
    return {
        "data": {"values": [{"value": line.value}]},
        "mark": {"type": "rule", "color": SECONDARY_INK, "strokeDash": [6, 4], "strokeWidth": 2},
        "encoding": {"y": {"field": "value", **y}},
    }


def _end_labels(last: TrendPoint, series_label: str, comparators: Sequence[Comparator], domain: tuple[float, float]) -> list[Spec]:
    """The names at the right end, pushed apart where two levels lie close."""
    ends = [(float(last.value or 0), f"{series_label} {_figure(last.value)}", LINE, "bold")]
    ends += [(line.value, f"{line.label} {_figure(line.value)}", INK, "normal") for line in comparators]
    ends.sort(key=lambda end: -end[0])
    low, high = domain
    texts = [textwrap.wrap(says, _LABEL_CHARACTERS) for _, says, *_ in ends]
    tops = _spread([(high - value) / (high - low) * _HEIGHT - _LINE_HEIGHT / 2 for value, *_ in ends], [len(lines) for lines in texts])
    return [
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
            "encoding": {"x": {"value": _WIDTH + 8}, "y": {"value": top}},
        }
        for (_, _, colour, weight), lines, top in zip(ends, texts, tops, strict=True)
    ]


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


def _figure(value: float | None) -> str:
    return f"{value:,.10g}".replace("-", "\N{MINUS SIGN}") if value is not None else ""


def _in_words(
    known: Sequence[TrendPoint],
    title: str,
    series_label: str,
    comparators: Sequence[Comparator],
    marked: Collection[str],
    events: Sequence[Event],
) -> str:
    first, last = known[0], known[-1]
    said = [f"{title}.", f"{series_label}: {_figure(first.value)} in {first.period}"]
    if last is not first:
        said[-1] += f", {_figure(last.value)} in {last.period}"
    said[-1] += "."
    said.extend(f"{line.label}: {_figure(line.value)}." for line in comparators)
    if marked:
        said.append(f"Ringed: {', '.join(point.period for point in known if point.period in marked)}.")
    said.extend(f"Line {number}: {each.words}, {each.period}." for number, each in enumerate(events, start=1))
    return " ".join(said)
