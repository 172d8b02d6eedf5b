"""A line of a measure's months, small enough to stand beside its figure: drawn by the page itself, so that no picture is waited for."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.charts.sparklines import unbroken
from insight.calculations import Share

WIDTH, HEIGHT, EDGE = 160, 40, 4


@dataclass(frozen=True)
class Sparkline:
    """`points` of a line from left to right, 100% at the top; `dots` the months that stand alone; `last` where it ends."""

    lines: Sequence[str]
    dots: Sequence[tuple[str, str]]
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(months: Mapping[datetime.date, Share], shown: Sequence[datetime.date]) -> Sparkline | None:
    """None for fewer than three months. A month without anything to count leaves a gap."""
    places = [_place(at, len(shown), months.get(month)) for at, month in enumerate(shown)]
    stretches = unbroken(places)
    known = [place for stretch in stretches for place in stretch]
    if len(known) < 3:
        return None
    alone = [stretch[0] for stretch in stretches if len(stretch) == 1]
    lines = [" ".join(f"{x},{y}" for x, y in stretch) for stretch in stretches if len(stretch) > 1]
    return Sparkline(lines, [(str(x), str(y)) for x, y in dict.fromkeys([*alone, known[-1]])])


def _place(at: int, count: int, share: Share | None) -> tuple[float, float] | None:
    if share is None or not share.n:
        return None
    x = EDGE + (WIDTH - 2 * EDGE) * at / max(count - 1, 1)
    y = EDGE + (HEIGHT - 2 * EDGE) * (1 - float(share.exact))
    return round(x, 1), round(y, 1)
