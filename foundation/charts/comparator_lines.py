"""What a figure is held to: a level, or values of their own periods; each known by its dashes and its shape, not by a colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foundation.charts.palette import PAPER, SECONDARY_INK
from foundation.charts.rendering import Spec

# Dashes of the line, and the shape at its dated values.
LINE_STYLES: dict[str, tuple[list[int], str]] = {
    "dashed": ([6, 4], "square"),
    "dotted": ([2, 3], "triangle-up"),
    "dash-dot": ([9, 3, 2, 3], "circle"),
    "dash-dot-dot": ([12, 3, 2, 3, 2, 3], "diamond"),
    "long": ([18, 4], "cross"),
}


@dataclass(frozen=True)
class TrendPoint:
    """A period in words and its figure; None leaves a gap in the line."""

    period: str
    value: float | None


@dataclass(frozen=True)
class LevelLine:
    """A level line across the chart, such as the limit that no month should pass. `look` is one of LOOKS."""

    label: str
    value: float
    look: str = "dashed"
    shape = ""

    @property
    def last(self) -> float:
        return self.value

    def values(self, periods: Sequence[str]) -> list[float]:
        return [self.value]

    def in_words(self, periods: Sequence[str]) -> str:
        return f"{self.label}: {figure_text(self.value)}."

    def layers(self, x: Spec, y: Spec, periods: Sequence[str]) -> list[Spec]:
        return [_level(self.value, self.look, y)]


@dataclass(frozen=True)
class StepLine:
    """A comparator that moves: its dated values, earliest first, in periods of the chart.

    Joined by lines, with a gap at None and at a period without one; or, as `steps`, each held until the next, where None ends it.
    `before` is the step that holds when the chart begins. The label is of the last value.
    """

    label: str
    points: Sequence[TrendPoint]
    look: str = "dashed"
    steps: bool = False
    before: float | None = None

    def __post_init__(self) -> None:
        if self.before is None and all(point.value is None for point in self.points):
            raise ValueError("There is no figure to draw.")

    @property
    def last(self) -> float:
        return next(value for value in [*(point.value for point in reversed(self.points)), self.before] if value is not None)

    @property
    def shape(self) -> str:
        return LINE_STYLES[self.look][1]

    def values(self, periods: Sequence[str]) -> list[float]:
        return [value for value in self._drawn(periods) if value is not None]

    def in_words(self, periods: Sequence[str]) -> str:
        """Every step, as there are few; of a line, as of our own, its ends."""
        dated = self._dated(periods)
        if self.steps:
            said = [f"{figure_text(point.value) or 'none'} from {point.period}" for point in dated]
            said[:0] = [f"{figure_text(self.before)} at first"] if self.before is not None else []
        else:
            known = [point for point in dated if point.value is not None]
            said = [f"{figure_text(point.value)} in {point.period}" for point in dict.fromkeys([*known[:1], *known[-1:]])]
        return f"{self.label}: {', '.join(said)}."

    def layers(self, x: Spec, y: Spec, periods: Sequence[str]) -> list[Spec]:
        drawn = self._drawn(periods)
        dated = [{"period": point.period, "value": point.value} for point in self._dated(periods) if point.value is not None]
        mark: dict[str, Any] = {"type": "line", "color": SECONDARY_INK, "strokeDash": LINE_STYLES[self.look][0], "strokeWidth": 2}
        mark |= {"invalid": "break-paths-show-domains", "interpolate": "step-after" if self.steps else "linear"}
        data = {"values": [{"period": period, "value": value} for period, value in zip(periods, drawn, strict=True)]}
        line = {"data": data, "mark": mark, "encoding": {"x": x, "y": {"field": "value", **y}}}
        shapes = {"data": {"values": dated}, "mark": shape_mark(self.shape), "encoding": {"x": x, "y": {"field": "value", **y}}}
        shown = [shapes] if dated else []
        if self.steps and len(set(drawn)) == 1:
            return [_level(self.last, self.look, y), *shown]
        return [line, *(self._edges(x, y, periods, drawn) if self.steps else []), *shown]

    def _edges(self, x: Spec, y: Spec, periods: Sequence[str], drawn: Sequence[float | None]) -> list[Spec]:
        """What held before the first period, and what still holds after the last, goes on to the chart's edge."""
        mark = {"type": "rule", "color": SECONDARY_INK, "strokeDash": LINE_STYLES[self.look][0], "strokeWidth": 2}
        ends = [(periods[0], self.before, 0), (periods[-1], drawn[-1], "width")]
        return [
            {
                "data": {"values": [{"period": period, "value": value}]},
                "mark": mark,
                "encoding": {"x": x, "x2": {"value": edge}, "y": {"field": "value", **y}},
            }
            for period, value, edge in ends
            if value is not None
        ]

    def _dated(self, periods: Sequence[str]) -> list[TrendPoint]:
        drawn = set(periods)
        return [point for point in self.points if point.period in drawn]

    def _drawn(self, periods: Sequence[str]) -> list[float | None]:
        """Its value in each of the chart's periods."""
        by_period = {point.period: point.value for point in self.points}
        if not self.steps:
            return [by_period.get(period) for period in periods]
        drawn, held = [], self.before
        for period in periods:
            held = by_period.get(period, held)
            drawn.append(held)
        return drawn


@dataclass(frozen=True)
class LimitLine:
    """A control limit, or the mean between two, in `stretches` of periods: each is drawn by itself, broken where limits start again.

    A limit that differs from period to period goes up and down half-way between them. The label is of the last value.
    """

    label: str
    stretches: Sequence[Sequence[TrendPoint]]
    look: str = "dashed"
    shape = ""

    def __post_init__(self) -> None:
        if not self._known():
            raise ValueError("There is no limit to draw.")

    @property
    def last(self) -> float:
        return self._known()[-1]

    def values(self, periods: Sequence[str]) -> list[float]:
        return self._known()

    def in_words(self, periods: Sequence[str]) -> str:
        """Each stretch with its level, or with the two between which it goes up and down."""
        parts = [[point for point in stretch if point.value is not None] for stretch in self.stretches]
        said = [f"{_level_text(part)} from {part[0].period}" if len(parts) > 1 else _level_text(part) for part in parts if part]
        return f"{self.label}: {', '.join(said)}."

    def layers(self, x: Spec, y: Spec, periods: Sequence[str]) -> list[Spec]:
        known = self._known()
        if len(self.stretches) == 1 and len(set(known)) == 1:
            return [_level(known[0], self.look, y)]
        mark: dict[str, Any] = {"type": "line", "color": SECONDARY_INK, "strokeDash": LINE_STYLES[self.look][0], "strokeWidth": 2}
        mark |= {"invalid": "break-paths-show-domains", "interpolate": "step"}
        values = [
            {"period": point.period, "value": point.value, "stretch": number}
            for number, stretch in enumerate(self.stretches)
            for point in stretch
        ]
        encoding = {"x": x, "y": {"field": "value", **y}, "detail": {"field": "stretch", "type": "nominal"}}
        return [{"data": {"values": values}, "mark": mark, "encoding": encoding}]

    def _known(self) -> list[float]:
        return [point.value for stretch in self.stretches for point in stretch if point.value is not None]


def _level_text(points: Sequence[TrendPoint]) -> str:
    values = [point.value for point in points if point.value is not None]
    if len(set(values)) == 1:
        return figure_text(values[0])
    return f"between {figure_text(min(values))} and {figure_text(max(values))}"


def figure_text(value: float | None) -> str:
    return f"{value:,.10g}".replace("-", "\N{MINUS SIGN}") if value is not None else ""


def shape_mark(shape: str, colour: str = SECONDARY_INK) -> Spec:
    """Hollow in the comparators' colour; in any other filled, as our own line's points are."""
    fill = PAPER if colour == SECONDARY_INK else colour
    return {"type": "point", "shape": shape, "size": 55, "filled": True, "fill": fill, "stroke": colour, "strokeWidth": 1.5, "opacity": 1}


def _level(value: float, look: str, y: Spec) -> Spec:
    return {
        "data": {"values": [{"value": value}]},
        "mark": {"type": "rule", "color": SECONDARY_INK, "strokeDash": LINE_STYLES[look][0], "strokeWidth": 2},
        "encoding": {"y": {"field": "value", **y}},
    }
