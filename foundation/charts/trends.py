"""How a figure moved from month to month, against the comparators it is held to."""

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Any, NamedTuple

from foundation.charts.comparator_lines import LINE_STYLES, LevelLine, LimitLine, StepLine, TrendPoint, figure_text, shape_mark
from foundation.charts.palette import CONCERN, IMPROVEMENT, INK, LINE, NEITHER, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

_WIDTH, _HEIGHT = 440, 260
_LINE_HEIGHT = 16
_LABEL_CHARACTERS, _NARROW_CHARACTERS = 18, 38
_BELOW_AXIS = 34
_HEADROOM = 0.12
_CHARACTER_WIDTH = 8
# How many more letters of the lines under a title fit than of the title.
_SMALLER = 1.2
_FROM_AXIS = 4
# Half the height of a figure and a little air; where it may stand from its point, best first.
_CLEAR = 10
_PLACES = (-16, 16, -26, 26, -38, 38)
_PAPER = "#ffffff"
CUT = "The scale does not start at 0"
_KEY_START, _KEY_END, _LABEL_START = 6, 34, 40
_PADDING = 8

ComparatorLine = LevelLine | StepLine | LimitLine


class SignalMeaning(Enum):
    """What a marked point means: a shape and a name for each, and a fill that only adds to them."""

    IMPROVEMENT = ("circle", "Improvement", IMPROVEMENT)
    CONCERN = ("square", "Concern", CONCERN)
    NEITHER = ("diamond", "Signal", NEITHER)

    @property
    def shape(self) -> str:
        return self.value[0]

    @property
    def word(self) -> str:
        return self.value[1]

    @property
    def fill(self) -> str:
        return self.value[2]


class _Size(NamedTuple):
    """`characters` fit into a line of the title. `spare` is left at the right: the names there are measured in one font, a reader's own may
    be a fifth wider, and their last figures would be cut off.
    """

    width: int
    characters: int
    spare: int


_WIDE, _NARROW = _Size(_WIDTH, characters=64, spare=32), _Size(280, characters=_NARROW_CHARACTERS, spare=24)


@dataclass(frozen=True)
class Event:
    """Something that happened in a period, in a few words. `why` is written on the chart itself, under its title, with its number."""

    period: str
    words: str
    why: str = ""


@dataclass(frozen=True)
class TrendPicture:
    """One trend in both its shapes. They say the same, so that one description serves them."""

    wide: Spec
    narrow: Spec


def trend_picture(points: Sequence[TrendPoint], **options: Any) -> TrendPicture:
    """What `trend_chart` draws, also for a screen so narrow that the names have no room beside it."""
    return TrendPicture(trend_chart(points, **options), trend_chart(points, narrow=True, **options))


def trend_chart(
    points: Sequence[TrendPoint],
    *,
    title: str,
    series_label: str,
    unit: str = "",
    comparators: Sequence[ComparatorLine] = (),
    marked: Mapping[str, SignalMeaning] | None = None,
    events: Sequence[Event] = (),
    from_zero: bool = False,
    narrow: bool = False,
) -> Spec:
    """A line through ``points`` in their order, with each comparator a line of its own dashes; all named at the right end, so no legend;
    where ``narrow``, below it, in the order of their ends.

    The points of the ``marked`` periods have the shapes of what they mean;
    each event is a numbered line at its period, explained beside the chart.
    ``unit`` is the axis title. The axis starts at 0 only where ``from_zero``: a line is read by its slope, not its height.
    Raises ValueError where no point has a figure or a period comes twice.
    """
    known = _figures_to_draw(points)
    periods = [point.period for point in points]
    levels = [value for line in comparators for value in line.values(periods)]
    low, high = _domain([float(point.value or 0) for point in known], levels, from_zero)
    size, marked = _NARROW if narrow else _WIDE, marked or {}
    y = _y_axis(low, high, _axis_title(unit, is_cut=low > 0, characters=size.characters))
    return chart_spec(
        textwrap.wrap(title, size.characters),
        _in_words(known, title, series_label, [line.in_words(periods) for line in comparators], marked, events),
        under_title=_reasons(events, periods, size.characters),
        width=size.width,
        height=_HEIGHT,
        padding={"left": _PADDING, "top": _PADDING, "bottom": _PADDING, "right": _PADDING + size.spare},
        layer=[
            *_event_lines(events, points),
            *(layer for line in comparators for layer in line.layers(_periods(points), y, periods)),
            _line(points, y),
            *_marks(known, marked, points, y),
            *_first_figure(known[0], points, y, _Plot(size.width, low, high), comparators),
            *_names(_ends(known[-1], series_label, comparators), (low, high), narrow=narrow),
        ],
    )


def _figures_to_draw(points: Sequence[TrendPoint]) -> list[TrendPoint]:
    known = [point for point in points if point.value is not None]
    if not known:
        raise ValueError("There is no figure to draw.")
    if len({point.period for point in points}) < len(points):
        raise ValueError("Each period can be drawn once.")
    return known


def _y_axis(low: float, high: float, title: Any) -> Spec:
    return {
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {
            "title": title,
            "titleAngle": 0,
            "titleAnchor": "start",
            "titleAlign": "left",
            "titleX": 0,
            "titleY": -14,
            "titleLineHeight": _LINE_HEIGHT,
            "titleBaseline": "bottom",
            "tickCount": 5,
        },
    }


def _marks(known: Sequence[TrendPoint], marked: Mapping[str, SignalMeaning], points: Sequence[TrendPoint], y: Spec) -> list[Spec]:
    """A shape on each marked point, since a colour alone tells some nothing."""
    found: list[Spec] = []
    for meaning in SignalMeaning:
        values = [{"period": point.period, "value": point.value} for point in known if marked.get(point.period) is meaning]
        mark = {"type": "point", "shape": meaning.shape, "size": 190, "filled": True, "opacity": 1}
        mark |= {"fill": meaning.fill, "stroke": INK, "strokeWidth": 1.5}
        if values:
            found.append({"data": {"values": values}, "mark": mark, "encoding": {"x": _periods(points), "y": {"field": "value", **y}}})
    return found


def _reasons(events: Sequence[Event], periods: Collection[str], characters: int) -> list[str]:
    numbered = [f"{number}: {each.why}" for number, each in enumerate(events, start=1) if each.why and each.period in periods]
    return [line for reason in numbered for line in textwrap.wrap(reason, int(characters * _SMALLER))]


def _event_lines(events: Sequence[Event], points: Sequence[TrendPoint]) -> list[Spec]:
    drawn = {point.period for point in points}
    values = [{"period": each.period, "says": str(number)} for number, each in enumerate(events, start=1) if each.period in drawn]
    if not values:
        return []
    x = _periods(points)
    rule = {"type": "rule", "color": SECONDARY_INK, "strokeDash": [2, 3]}
    text = {"type": "text", "fontSize": 13, "fontWeight": "bold", "color": INK, "align": "left", "dx": 3, "baseline": "top"}
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


def _axis_title(unit: str, *, is_cut: bool, characters: int) -> list[str] | None:
    """What the scale counts, and that it is cut off below where it is: a small change then looks large."""
    return [*textwrap.wrap(unit, characters), *([CUT] if is_cut else [])] or None


@dataclass(frozen=True)
class _Plot:
    """From figures to pixels."""

    width: float
    low: float
    high: float

    def y(self, value: float) -> float:
        return (self.high - value) / (self.high - self.low) * _HEIGHT


def _first_figure(
    first: TrendPoint, points: Sequence[TrendPoint], y: Spec, plot: _Plot, comparators: Sequence[ComparatorLine]
) -> Iterator[Spec]:
    """The figure that the line starts from: over its point, but never over the axis; above or below, where no line crosses it. Where lines
    cross every place near the point, white around the figure keeps it legible.
    """
    says = figure_text(first.value)
    width = len(says) * _CHARACTER_WIDTH
    from_axis = (points.index(first) + 0.5) * plot.width / len(points)
    left = -min(width / 2, from_axis - _FROM_AXIS)
    crossing = _heights_between(points, plot, from_axis + left - _CLEAR, from_axis + left + width + _CLEAR)
    levels = [plot.y(value) for line in comparators for value in line.values([first.period])]
    middle = plot.y(float(first.value or 0))
    away = min(_PLACES, key=lambda place: _covered(middle + place, [*crossing, *levels]))
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": left, "dy": away, "fontSize": 13, "fontWeight": "bold"}
    is_crossed = _covered(middle + away, [*crossing, *levels]) > 0
    for look in ({"stroke": _PAPER, "strokeWidth": 5, "color": _PAPER}, {"color": LINE})[0 if is_crossed else 1 :]:
        yield {
            "data": {"values": [{"period": first.period, "value": first.value, "says": says}]},
            "mark": {**mark, **look},
            "encoding": {"x": _periods(points), "y": {"field": "value", **y}, "text": {"field": "says", "type": "nominal"}},
        }


def _covered(place: float, heights: Sequence[float]) -> float:
    """How deep lines at these heights lie within a figure whose middle is at `place`; outside the chart is as bad as any."""
    if not _LINE_HEIGHT / 2 <= place <= _HEIGHT - _CLEAR:
        return _LINE_HEIGHT
    return max([0.0, *(_CLEAR - abs(place - height) for height in heights)])


def _heights_between(points: Sequence[TrendPoint], plot: _Plot, left: float, right: float) -> list[float]:
    """Where our line runs from `left` to `right`, pixel by pixel."""
    step = plot.width / len(points)
    drawn = [((index + 0.5) * step, plot.y(point.value)) for index, point in enumerate(points) if point.value is not None]
    heights = [height for across, height in drawn if left <= across <= right]
    for (x0, y0), (x1, y1) in pairwise(drawn):
        inside = [x for x in range(int(max(x0, left)), int(min(x1, right)) + 1) if x0 <= x <= x1]
        heights += [y0 + (y1 - y0) * (x - x0) / (x1 - x0) for x in inside]
    return heights


@dataclass(frozen=True)
class _End:
    """Where a line ends, what it is called there, and the look by which it is known."""

    value: float
    says: str
    dashes: Sequence[int] = ()
    shape: str = "circle"
    is_ours: bool = False


def _ends(last: TrendPoint, series_label: str, comparators: Sequence[ComparatorLine]) -> list[_End]:
    """From the top down."""
    ours = _End(float(last.value or 0), f"{series_label} {figure_text(last.value)}", is_ours=True)
    theirs = [_End(line.last, f"{line.label} {figure_text(line.last)}", LINE_STYLES[line.look][0], line.shape) for line in comparators]
    return sorted([ours, *theirs], key=lambda end: -end.value)


def _names(ends: Sequence[_End], domain: tuple[float, float], *, narrow: bool) -> list[Spec]:
    """Each after a piece of its line: at the right end, pushed apart where two ends lie close; or one below the other under the axis."""
    low, high = domain
    texts = [textwrap.wrap(end.says, _NARROW_CHARACTERS if narrow else _LABEL_CHARACTERS) for end in ends]
    lines = [len(text) for text in texts]
    start = 0 if narrow else _WIDTH
    if narrow:
        tops = [float(_HEIGHT + _BELOW_AXIS + sum(lines[:index]) * _LINE_HEIGHT) for index in range(len(lines))]
    else:
        tops = _spread([(high - end.value) / (high - low) * _HEIGHT - _LINE_HEIGHT / 2 for end in ends], lines)
    return [
        layer for end, text, top in zip(ends, texts, tops, strict=True) for layer in (*_key(end, start, top), _name(end, text, start, top))
    ]


def _name(end: _End, text: list[str], start: float, top: float) -> Spec:
    look = {"fontWeight": "bold", "color": LINE} if end.is_ours else {"fontWeight": "normal", "color": INK}
    mark = {"type": "text", "text": text, "align": "left", "baseline": "top", "fontSize": 13, "lineHeight": _LINE_HEIGHT, **look}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": {"value": start + _LABEL_START}, "y": {"value": top}}}


def _key(end: _End, start: float, top: float) -> list[Spec]:
    """A piece of the line with its shape, for where its end alone does not tell which it is."""
    colour = LINE if end.is_ours else SECONDARY_INK
    rule = {"type": "rule", "color": colour, "strokeWidth": 2, **({"strokeDash": list(end.dashes)} if end.dashes else {})}
    y = {"value": top + _LINE_HEIGHT / 2}
    ends = {"x": {"value": start + _KEY_START}, "x2": {"value": start + _KEY_END}, "y": y}
    line = {"data": {"values": [{}]}, "mark": rule, "encoding": ends}
    middle = {"x": {"value": start + (_KEY_START + _KEY_END) / 2}, "y": y}
    point = {"data": {"values": [{}]}, "mark": shape_mark(end.shape, colour), "encoding": middle} if end.shape else None
    return [line, point] if point else [line]


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
    marked: Mapping[str, SignalMeaning],
    events: Sequence[Event],
) -> str:
    first, last = known[0], known[-1]
    said = [title if title.endswith("?") else f"{title}.", f"{series_label}: {figure_text(first.value)} in {first.period}"]
    if last is not first:
        said[-1] += f", {figure_text(last.value)} in {last.period}"
    said[-1] += "."
    said.extend(comparators)
    for meaning in SignalMeaning:
        if periods := [point.period for point in known if marked.get(point.period) is meaning]:
            said.append(f"{meaning.word}: {', '.join(periods)}.")
    said.extend(f"Line {number}: {each.words}, {each.period}." for number, each in enumerate(events, start=1))
    return " ".join(said)
