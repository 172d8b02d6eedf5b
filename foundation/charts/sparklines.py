"""A line so small that it stands in a cell of a table, drawn without a renderer: the same figures give the same picture."""

from collections.abc import Sequence
from html import escape

from foundation.charts.palette import LINE

WIDTH, HEIGHT, EDGE = 96, 24, 3
FEWEST = 3


def is_drawn(figures: Sequence[float | None]) -> bool:
    """Of fewer figures a line says nothing."""
    return sum(figure is not None for figure in figures) >= FEWEST


def sparkline_svg(figures: Sequence[float | None], says: str) -> str:
    """From left to right, on a scale of its own from the lowest to the highest; a gap where there is no figure, a dot at the last one.

    `says` is read where the picture cannot be seen.
    """
    places = _places(figures)
    runs = [" ".join(f"{x},{y}" for x, y in run) for run in unbroken(places) if len(run) > 1]
    lines = "".join(f'<polyline points="{run}" fill="none" stroke="{LINE}" stroke-width="1.5"/>' for run in runs)
    x, y = next(place for place in reversed(places) if place)
    name = escape(says, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{lines}<circle cx="{x}" cy="{y}" r="2.5" fill="{LINE}"/></svg>'
    )


def _places(figures: Sequence[float | None]) -> list[tuple[float, float] | None]:
    known = [figure for figure in figures if figure is not None]
    low, height = min(known), max(known) - min(known)
    step = (WIDTH - 2 * EDGE) / max(len(figures) - 1, 1)
    return [
        None
        if figure is None
        else (
            round(EDGE + at * step, 1),
            round(EDGE + (HEIGHT - 2 * EDGE) * (1 - (figure - low) / height if height else 0.5), 1),
        )
        for at, figure in enumerate(figures)
    ]


def unbroken(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Runs of places without a gap, of one place or more."""
    found: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place:
            found[-1].append(place)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]
