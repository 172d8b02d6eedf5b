"""How long a straight line takes to reach a comparator, with the range that the scatter of its points allows. No Django."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean

FEWEST_POINTS = 6
CONFIDENCE = 0.95


class Heading(Enum):
    THERE_ALREADY = "there already"
    TOO_FEW = "too few points"
    NOT_THERE = "not heading there"
    THERE = "heading there"


@dataclass(frozen=True)
class Projection:
    """Months from the last point until the line reaches the target. `latest` is None where the slope's interval holds no end.

    An illustration, not a forecast: what the months seen so far would mean if nothing but their trend went on.
    """

    heading: Heading
    months: float | None = None
    earliest: float | None = None
    latest: float | None = None


@dataclass(frozen=True)
class Line:
    """A line through points by least squares: its value at the last point, its slope a month, and the slope's standard error."""

    last: float
    slope: float
    error: float
    points: int


def fit(values: Sequence[float | None]) -> Line | None:
    """The line through one value a month, oldest first; None where fewer than three are known."""
    known = [(float(month), value) for month, value in enumerate(values) if value is not None]
    if len(known) < 3:
        return None
    mean_x, mean_y = fmean(x for x, _ in known), fmean(y for _, y in known)
    spread = math.fsum((x - mean_x) ** 2 for x, _ in known)
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in known) / spread
    residue = math.fsum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in known)
    error = math.sqrt(residue / (len(known) - 2) / spread)
    return Line(mean_y + slope * (len(values) - 1 - mean_x), slope, error, len(known))


def project(values: Sequence[float | None], target: float, *, lower_is_better: bool | None = None) -> Projection:
    """Months until the line through `values` reaches `target`, with the 95% interval of the slope carried through.

    `lower_is_better` tells on which side of the target one is there already; None where neither side is better. Heading there
    means that the slope points at the target; where its interval reaches zero or beyond, there is no latest month.
    """
    known = [value for value in values if value is not None]
    if known and _is_there(known[-1], target, lower_is_better):
        return Projection(Heading.THERE_ALREADY, 0.0, 0.0, 0.0)
    line = fit(values)
    if line is None or line.points < FEWEST_POINTS:
        return Projection(Heading.TOO_FEW)
    gap = target - known[-1]
    if gap * line.slope <= 0:
        return Projection(Heading.NOT_THERE)
    reach = student_t_quantile((1 + CONFIDENCE) / 2, line.points - 2) * line.error
    fast, slow = abs(line.slope) + reach, abs(line.slope) - reach
    return Projection(Heading.THERE, gap / line.slope, abs(gap) / fast, abs(gap) / slow if slow > 0 else None)


def _is_there(value: float, target: float, lower_is_better: bool | None) -> bool:
    if lower_is_better is None:
        return value == target
    return value <= target if lower_is_better else value >= target


def student_t_cdf(t: float, freedom: int) -> float:
    """The probability of at most `t` by Student's distribution (Abramowitz and Stegun, 26.7.3 and 26.7.4: finite series for whole
    degrees of freedom).
    """
    theta = math.atan2(abs(t), math.sqrt(freedom))
    cosine = math.cos(theta)
    term = total = cosine if freedom % 2 else 1.0
    for step in range(3 if freedom % 2 else 2, freedom, 2):
        term *= (step - 1) / step * cosine**2
        total += term
    if freedom % 2:
        inner = 2 / math.pi * (theta + (math.sin(theta) * total if freedom > 1 else 0.0))
    else:
        inner = math.sin(theta) * total
    return (1 + math.copysign(inner, t)) / 2


def student_t_quantile(probability: float, freedom: int) -> float:
    """The `t` below which Student's distribution holds `probability`, between 0.5 and 1, both excluded: by halving."""
    low, high = 0.0, 2.0
    while student_t_cdf(high, freedom) < probability:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if student_t_cdf(middle, freedom) < probability else (low, middle)
    return (low + high) / 2
