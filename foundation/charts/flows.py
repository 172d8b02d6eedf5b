"""From what to what: bands from a grade before to the grade after, as broad as the number that moved along each."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foundation.charts.distributions import MIDDLE, NARROW, WIDE
from foundation.charts.palette import GRADE_STYLES, INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

_HEIGHT = 360
_CHARACTER_WIDTH = 8
# Between two grades of one side, as a share of all; how thick the bar of a grade is.
_GAP, _BAR = 0.06, 16
_STEPS = 24
# Where along its band the first count of a grade stands, and how much further each next one: thin bands are so close to each other.
_COUNT_AT, _NEXT_COUNT = 0.12, 0.14
# Beside the bars stand the words, in lines of so many characters, where there is room for them; or else the letters.
_WORDS, _FEWER_WORDS, _LETTERS = 180, 150, 58
_LINE = 20


@dataclass(frozen=True)
class FlowPicture:
    """The same in the shapes of three screens."""

    wide: Spec
    middle: Spec
    narrow: Spec


@dataclass(frozen=True)
class _Stretch:
    """Where something lies from top to bottom, in audits."""

    top: float
    count: int

    @property
    def bottom(self) -> float:
        return self.top + self.count

    @property
    def middle(self) -> float:
        return self.top + self.count / 2


Moves = Mapping[str, Mapping[str, int]]


def flow_picture(moves: Moves, grades: Mapping[str, str], title: str, sides: tuple[str, str]) -> FlowPicture:
    """`moves[before][after]` by codes of `grades`, which has each grade's words, best first; `sides` names what is left and right."""
    wide, middle, narrow = (_flow_chart(moves, grades, title, sides, width) for width in (WIDE, MIDDLE, NARROW))
    return FlowPicture(wide, middle, narrow)


def _flow_chart(moves: Moves, grades: Mapping[str, str], title: str, sides: tuple[str, str], width: int) -> Spec:
    beside = _WORDS if width >= WIDE else _FEWER_WORDS if width >= MIDDLE else _LETTERS
    left, right = (_stacked(_totals(moves, grades, after=after)) for after in (False, True))
    total = max(stretch.bottom for stretch in (*left.values(), *right.values()))
    names = {grade: word if width >= MIDDLE else grade for grade, word in grades.items()}
    return chart_spec(
        textwrap.wrap(title, width // _CHARACTER_WIDTH),
        _in_words(moves, grades, title),
        width=width,
        height=_HEIGHT,
        layer=[
            *_bands(moves, left, right, width, beside, total),
            *(_bars(side, _bar_ends(at, width, beside), width, total) for at, side in enumerate((left, right))),
            *(_labels(side, names, at, width, beside, total) for at, side in enumerate((left, right))),
            *(_head(words, at, width, beside) for at, words in enumerate(sides)),
        ],
    )


def _totals(moves: Moves, grades: Mapping[str, str], *, after: bool) -> dict[str, int]:
    if after:
        return {grade: sum(row.get(grade, 0) for row in moves.values()) for grade in grades}
    return {grade: sum(moves.get(grade, {}).values()) for grade in grades}


def _stacked(totals: Mapping[str, int]) -> dict[str, _Stretch]:
    gap, top = sum(totals.values()) * _GAP, 0.0
    found = {}
    for grade, count in totals.items():
        if count:
            found[grade] = _Stretch(top, count)
            top += count + gap
    return found


def _y(field: str, total: float) -> Spec:
    return {"field": field, "type": "quantitative", "scale": {"domain": [total, 0], "nice": False, "zero": False}, "axis": None}


def _x(field: str, width: int) -> Spec:
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, width], "nice": False}, "axis": None}


def _bar_ends(at: int, width: int, beside: int) -> tuple[int, int]:
    start = width - beside - _BAR if at else beside
    return start, start + _BAR


def _bands(moves: Moves, left: Mapping[str, _Stretch], right: Mapping[str, _Stretch], width: int, beside: int, total: float) -> list[Spec]:
    """A band is filled as the grade that it comes from and outlined; where the grade stayed it is paler."""
    starts, ends = (_bar_ends(0, width, beside)[1], _bar_ends(1, width, beside)[0])
    points: list[dict[str, object]] = []
    counts: list[dict[str, object]] = []
    for was, after, source, target in _drawn(moves, left, right):
        points += [{"band": f"{was} {after}", "was": was, "stayed": was == after, **each} for each in _curve(source, target, starts, ends)]
        before = sum(1 for each in counts if each["was"] == was)
        place = _at(_COUNT_AT + before * _NEXT_COUNT, source, target, starts, ends)
        counts.append({"was": was, "x": place["x"], "y": (place["top"] + place["bottom"]) / 2, "says": str(source.count)})
    fill = {"domain": list(GRADE_STYLES), "range": [style.fill for style in GRADE_STYLES.values()]}
    bands = {
        "data": {"values": points},
        "mark": {"type": "area", "line": False, "stroke": INK, "strokeWidth": 0.75},
        "encoding": {
            "x": _x("x", width),
            "y": _y("top", total),
            "y2": {"field": "bottom"},
            "detail": {"field": "band", "type": "nominal"},
            "fill": {"field": "was", "type": "nominal", "scale": fill, "legend": None},
            "fillOpacity": {"condition": {"test": "datum.stayed", "value": 0.4}, "value": 0.95},
        },
    }
    return [bands, *_counted(counts, width, total)]


def _drawn(moves: Moves, left: Mapping[str, _Stretch], right: Mapping[str, _Stretch]) -> Iterator[tuple[str, str, _Stretch, _Stretch]]:
    """Each band with its end at either side, in the order in which the ends stand below each other."""
    from_left = {grade: stretch.top for grade, stretch in left.items()}
    from_right = {grade: stretch.top for grade, stretch in right.items()}
    for was in left:
        for after in right:
            count = moves.get(was, {}).get(after, 0)
            if count:
                yield was, after, _Stretch(from_left[was], count), _Stretch(from_right[after], count)
                from_left[was] += count
                from_right[after] += count


def _curve(source: _Stretch, target: _Stretch, start: int, end: int) -> list[dict[str, float]]:
    return [_at(step / _STEPS, source, target, start, end) for step in range(_STEPS + 1)]


def _at(part: float, source: _Stretch, target: _Stretch, start: int, end: int) -> dict[str, float]:
    eased = part * part * (3 - 2 * part)
    top = source.top + (target.top - source.top) * eased
    return {"x": start + (end - start) * part, "top": top, "bottom": top + source.count}


def _counted(counts: Sequence[Mapping[str, object]], width: int, total: float) -> Iterator[Spec]:
    """Counts in the bands, each with a rim of paper so that it is read on any fill."""
    text = {"type": "text", "fontSize": 13, "fontWeight": "bold", "baseline": "middle"}
    for look in ({"stroke": "#ffffff", "strokeWidth": 4, "color": "#ffffff"}, {"color": INK}):
        yield {
            "data": {"values": list(counts)},
            "mark": text | look,
            "encoding": {"x": _x("x", width), "y": _y("y", total), "text": {"field": "says", "type": "nominal"}},
        }


def _bars(side: Mapping[str, _Stretch], ends: tuple[int, int], width: int, total: float) -> Spec:
    values = [
        {"from": ends[0], "to": ends[1], "top": stretch.top, "bottom": stretch.bottom, "fill": GRADE_STYLES[grade].fill}
        for grade, stretch in side.items()
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rect", "stroke": INK, "strokeWidth": 1},
        "encoding": {
            "x": _x("from", width),
            "x2": {"field": "to"},
            "y": _y("top", total),
            "y2": {"field": "bottom"},
            "fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None},
        },
    }


def _labels(side: Mapping[str, _Stretch], names: Mapping[str, str], at: int, width: int, beside: int, total: float) -> Spec:
    place = width - beside + 8 if at else beside - 8
    values = [{"x": place, "y": stretch.middle, "says": _in_lines(f"{names[grade]} {stretch.count}")} for grade, stretch in side.items()]
    mark = {"type": "text", "align": "left" if at else "right", "baseline": "middle", "lineBreak": "\n", "fontSize": 13, "color": INK}
    return {
        "data": {"values": values},
        "mark": mark | {"limit": beside - 8},
        "encoding": {"x": _x("x", width), "y": _y("y", total), "text": {"field": "says", "type": "nominal"}},
    }


def _in_lines(words: str) -> str:
    return "\n".join(textwrap.wrap(words, _LINE))


def _head(words: str, at: int, width: int, beside: int) -> Spec:
    """What a side is, over its bars; on a phone over the whole of its half."""
    place = (width - beside if at else beside) if width >= MIDDLE else (width if at else 0)
    align = ("left" if at else "right") if width >= MIDDLE else ("right" if at else "left")
    return {
        "data": {"values": [{"says": words}]},
        "mark": {"type": "text", "align": align, "baseline": "bottom", "fontSize": 13, "fontWeight": "bold", "color": INK},
        "encoding": {"x": {"value": place}, "y": {"value": -8}, "text": {"field": "says", "type": "nominal"}},
    }


def _in_words(moves: Moves, grades: Mapping[str, str], title: str) -> str:
    stayed = [f"{count} stayed {grades[was]}" for was in grades if (count := moves.get(was, {}).get(was, 0))]
    moved = [
        f"{count} moved from {grades[was]} to {grades[after]}"
        for was in grades
        for after in grades
        if was != after and (count := moves.get(was, {}).get(after, 0))
    ]
    return f"{title}: {', '.join([*stayed, *moved]) or 'none'}."
