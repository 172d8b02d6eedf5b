"""Numbers as bars: a row each, cut into parts, with a mark where one number is held against another."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.charts.distributions import MIDDLE, NARROW, WIDE
from foundation.charts.palette import INK, LINE, PAPER, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

_CHARACTER_WIDTH = 8
# Of a row: a line of its words, the bar, and what parts it from the next one.
_LINE_HEIGHT, _BAR_HEIGHT, _BETWEEN = 18, 14, 12
# The words have a column of their own where there is room for one; on a phone they are over their bar.
_BESIDE = {WIDE: 440, MIDDLE: 310, NARROW: 0}
_KEY_WIDTH, _KEY_LINE, _SQUARE = 240, 22, 13
_HEADROOM = 1.03
# The first part is filled, the next pale, the third empty: told apart in greyscale too.
_FILLS = (LINE, "#b9d3ea", PAPER)


@dataclass(frozen=True)
class CountedBar:
    """A row: its numbers in the order of the parts' names, what `says` them beside its label, and where its mark stands, if anywhere."""

    label: str
    says: str
    parts: Sequence[float]
    mark: float | None = None

    @property
    def in_words(self) -> str:
        return f"{self.label}: {self.says}"


@dataclass(frozen=True)
class BarNames:
    """What the parts are called, three at most, and the mark."""

    parts: Sequence[str]
    mark: str = ""


@dataclass(frozen=True)
class BarPicture:
    """The same in the shapes of three screens."""

    wide: Spec
    middle: Spec
    narrow: Spec


def counted_bars(rows: Sequence[CountedBar], names: BarNames, title: str) -> BarPicture:
    """All rows are of one unit, on one scale that begins at 0."""
    return BarPicture(*(_drawn(rows, names, title, width) for width in (WIDE, MIDDLE, NARROW)))


@dataclass(frozen=True)
class _Place:
    """Where a row lies, in pixels from the top: its words, in lines, and `beside` or under them its bar."""

    row: CountedBar
    lines: Sequence[str]
    top: int
    beside: bool

    @property
    def bar(self) -> int:
        return self.top if self.beside else self._words_end

    @property
    def bottom(self) -> int:
        return max(self.bar + _BAR_HEIGHT, self._words_end) + _BETWEEN

    @property
    def _words_end(self) -> int:
        return self.top + len(self.lines) * _LINE_HEIGHT


def _placed(rows: Sequence[CountedBar], top: int, width: int) -> list[_Place]:
    places: list[_Place] = []
    beside = _BESIDE[width]
    for row in rows:
        place = _Place(row, textwrap.wrap(row.in_words, (beside or width) // (_CHARACTER_WIDTH - 1)), top, bool(beside))
        places.append(place)
        top = place.bottom
    return places


def _drawn(rows: Sequence[CountedBar], names: BarNames, title: str, width: int) -> Spec:
    called = [*names.parts, *([names.mark] if names.mark else [])]
    columns = max(1, width // _KEY_WIDTH)
    places = _placed(rows, -(-len(called) // columns) * _KEY_LINE + _BETWEEN, width)
    height = places[-1].bottom
    most = max(max(sum(row.parts), row.mark or 0) for row in rows) or 1
    x = {
        "field": "from",
        "type": "quantitative",
        "scale": {"domain": [0, most * _HEADROOM], "nice": False, "range": [_BESIDE[width], width]},
        "axis": {"title": None, "tickCount": 5, "tickMinStep": 1, "labelColor": SECONDARY_INK, "grid": False},
    }
    return chart_spec(
        textwrap.wrap(title, width // _CHARACTER_WIDTH),
        " ".join([f"{title}.", *(f"{row.in_words}." for row in rows)]),
        width=width,
        height=height,
        layer=[
            _bars(places, x, height),
            _marks(places, x, height),
            _words(places, height),
            *_key(called, len(names.parts), columns, height),
        ],
    )


def _y(field: str, height: int) -> Spec:
    return {"field": field, "type": "quantitative", "scale": {"domain": [height, 0], "nice": False, "zero": False}, "axis": None}


def _bars(places: Sequence[_Place], x: Spec, height: int) -> Spec:
    values = [
        {
            "from": sum(place.row.parts[:at]),
            "to": sum(place.row.parts[: at + 1]),
            "top": place.bar,
            "bottom": place.bar + _BAR_HEIGHT,
            "fill": fill,
        }
        for place in places
        for at, (part, fill) in enumerate(zip(place.row.parts, _FILLS, strict=False))
        if part
    ]
    y = {"y": _y("top", height), "y2": {"field": "bottom"}}
    return {"data": {"values": values}, "mark": _box(), "encoding": {"x": x, "x2": {"field": "to"}, **y, "fill": _as_it_is()}}


def _box() -> Spec:
    return {"type": "rect", "stroke": INK, "strokeWidth": 1}


def _as_it_is() -> Spec:
    return {"field": "fill", "type": "nominal", "scale": None, "legend": None}


def _marks(places: Sequence[_Place], x: Spec, height: int) -> Spec:
    values = [
        {"from": place.row.mark, "top": place.bar - 3, "bottom": place.bar + _BAR_HEIGHT + 4}
        for place in places
        if place.row.mark is not None
    ]
    y = {"y": _y("top", height), "y2": {"field": "bottom"}}
    return {"data": {"values": values}, "mark": {"type": "rule", "color": INK, "strokeWidth": 4}, "encoding": {"x": x, **y}}


def _words(places: Sequence[_Place], height: int) -> Spec:
    values = [{"y": place.top + at * _LINE_HEIGHT, "says": line} for place in places for at, line in enumerate(place.lines)]
    return _text(values, {"value": 0}, _y("y", height), "top")


def _text(values: Sequence[Spec], x: Spec, y: Spec, baseline: str) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": baseline, "fontSize": 13, "color": INK}
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "says", "type": "nominal"}}}


def _key(called: Sequence[str], parts: int, columns: int, height: int) -> Iterator[Spec]:
    """Over the rows, in lines of as many names as there is room for; the marks are drawn, since a font may not have them."""
    for at, name in enumerate(called):
        left, top = at % columns * _KEY_WIDTH, at // columns * _KEY_LINE
        y = {"y": _y("top", height), "y2": {"field": "bottom"}}
        values = [{"top": top, "bottom": top + _SQUARE, "fill": _FILLS[min(at, len(_FILLS) - 1)]}]
        if at < parts:
            square = {"x": {"value": left}, "x2": {"value": left + _SQUARE}, **y, "fill": _as_it_is()}
            yield {"data": {"values": values}, "mark": _box(), "encoding": square}
        else:
            line = {"x": {"value": left + _SQUARE // 2}, **y}
            yield {"data": {"values": values}, "mark": {"type": "rule", "color": INK, "strokeWidth": 4}, "encoding": line}
        yield _text([{"y": top + _SQUARE / 2, "says": name}], {"value": left + _SQUARE + 7}, _y("y", height), "middle")
