"""Two periods of several measures side by side: a hollow dot and a full one a row, joined, with the statistical neighbours' mark."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.charts.comparator_lines import figure_text
from foundation.charts.distributions import MIDDLE, NARROW, WIDE
from foundation.charts.palette import INK, LINE, PAPER, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

_CHARACTER_WIDTH = 8
_ROW_HEIGHT = 42
_HEADROOM = 1.08
# Of the key: the room of each name, how far above the rows its last line is, and how high a line.
_KEY_WIDTH, _KEY_ABOVE, _KEY_LINE = 228, -16, 18
_MARK = {"type": "point", "filled": True, "strokeWidth": 2, "opacity": 1}
_LOOKS = {
    "earlier": {"shape": "circle", "fill": PAPER, "stroke": LINE, "size": 110},
    "later": {"shape": "circle", "fill": LINE, "stroke": LINE, "size": 110},
    "neighbours": {"shape": "diamond", "fill": PAPER, "stroke": SECONDARY_INK, "size": 130},
}


@dataclass(frozen=True)
class PairedFigures:
    """One measure; a figure that is not there is None, and has no dot."""

    label: str
    earlier: float | None
    later: float | None
    neighbours: float | None = None


@dataclass(frozen=True)
class PairNames:
    """What the three marks are called: “August 2022 to January 2023”."""

    earlier: str
    later: str
    neighbours: str


@dataclass(frozen=True)
class PairPicture:
    """The same in the shapes of three screens."""

    wide: Spec
    middle: Spec
    narrow: Spec


def paired_dots(rows: Sequence[PairedFigures], names: PairNames, title: str) -> PairPicture:
    """All rows are of one unit, on one scale that begins at 0."""
    return PairPicture(*(_drawn(rows, names, title, width) for width in (WIDE, MIDDLE, NARROW)))


def _drawn(rows: Sequence[PairedFigures], names: PairNames, title: str, width: int) -> Spec:
    y = {"field": "row", "type": "ordinal", "scale": {"domain": list(range(len(rows))), "padding": 0.5}, "axis": None}
    most = max((value for row in rows for value in (row.earlier, row.later, row.neighbours) if value is not None), default=1) or 1
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, most * _HEADROOM], "nice": False},
        "axis": {"title": None, "tickCount": 5, "labelColor": SECONDARY_INK},
    }
    in_one_line = width >= _KEY_WIDTH * len(_LOOKS)
    return chart_spec(
        textwrap.wrap(title, width // _CHARACTER_WIDTH),
        _in_words(rows, names, title),
        # Room for the key.
        under_title=[" "] * (1 if in_one_line else len(_LOOKS)),
        width=width,
        height=_ROW_HEIGHT * len(rows),
        layer=[_joined(rows, x, y), *_dots(rows, x, y), _labels(rows, y, width), *_key(names, in_one_line)],
    )


def _key(names: PairNames, in_one_line: bool) -> Iterator[Spec]:
    """What each mark is, above the rows; the marks are drawn, since a font may not have them."""
    for at, (name, look) in enumerate(_LOOKS.items()):
        x = 8 + (at * _KEY_WIDTH if in_one_line else 0)
        y = _KEY_ABOVE - (0 if in_one_line else (len(_LOOKS) - 1 - at) * _KEY_LINE)
        place = {"x": {"value": x}, "y": {"value": y}}
        yield {"data": {"values": [{}]}, "mark": _MARK | look, "encoding": place}
        text = {"type": "text", "text": getattr(names, name), "align": "left", "baseline": "middle", "dx": 12, "fontSize": 13, "color": INK}
        yield {"data": {"values": [{}]}, "mark": text, "encoding": place}


def _joined(rows: Sequence[PairedFigures], x: Spec, y: Spec) -> Spec:
    values = [
        {"row": at, "value": row.earlier, "end": row.later}
        for at, row in enumerate(rows)
        if row.earlier is not None and row.later is not None
    ]
    mark = {"type": "rule", "color": LINE, "strokeWidth": 3, "opacity": 0.45}
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": x, "x2": {"field": "end"}, "y": y}}


def _dots(rows: Sequence[PairedFigures], x: Spec, y: Spec) -> list[Spec]:
    """The later period over the earlier one, and the neighbours' mark under both: where figures are equal, the full dot is seen."""
    return [
        {
            "data": {"values": [{"row": at, "value": value} for at, row in enumerate(rows) if (value := getattr(row, name)) is not None]},
            "mark": _MARK | _LOOKS[name],
            "encoding": {"x": x, "y": y},
        }
        for name in ("neighbours", "earlier", "later")
    ]


def _labels(rows: Sequence[PairedFigures], y: Spec, width: int) -> Spec:
    """Each row's name and figures over its dots."""
    # Where there is little room what is cut off is the name, not the figures.
    shown = [(row.label, _figures(row)) if width >= _KEY_WIDTH * len(_LOOKS) else (_figures(row), row.label) for row in rows]
    says = [{"row": at, "says": ": ".join(parts)} for at, parts in enumerate(shown)]
    mark = {"type": "text", "align": "left", "baseline": "bottom", "dy": -10, "fontSize": 13, "color": INK, "limit": width}
    return {"data": {"values": says}, "mark": mark, "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "says", "type": "nominal"}}}


def _figures(row: PairedFigures) -> str:
    moved = f"{figure_text(row.earlier) or '–'}, then {figure_text(row.later) or '–'}"
    return f"{moved}; neighbours {figure_text(row.neighbours)}" if row.neighbours is not None else moved


def _in_words(rows: Sequence[PairedFigures], names: PairNames, title: str) -> str:
    said = [f"{title}. {names.earlier}, then {names.later}; {names.neighbours}."]
    for row in rows:
        beside = f"; neighbours {figure_text(row.neighbours)}" if row.neighbours is not None else ""
        said.append(f"{row.label}: {figure_text(row.earlier) or 'none'}, then {figure_text(row.later) or 'none'}{beside}.")
    return " ".join(said)
