"""How long a figure that moves by steps may take to reach a target, with a range that its scatter allows. No Django."""

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from foundation.statistics.autocorrelation import MOST, autocorrelation
from foundation.statistics.control import Values

# Months: the pace is that of the last three steps, its scatter that of at least eight steps before them.
PACE = 3
FEWEST_MONTHS = 12
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Reached:
    """Months from the last value in which the target may first be reached. `latest` is None where it may never be."""

    earliest: float
    latest: float | None


@dataclass(frozen=True)
class NoRange:
    """Why there is no range that would hold: too few `months` in a row, or steps that resemble the ones before (`autocorrelation`)."""

    months: int
    autocorrelation: float | None = None


def range_to_reach(values: Values, target: float) -> Reached | NoRange | None:
    """When a figure that goes on at the pace of its last three months would first reach `target`, its noise and the pace's own included.

    `values` has one a month, oldest first; only the unbroken months up to the last count. None where the pace does not point at the
    target. Steps are taken as independent draws about one mean m with scatter s. A walk that drifts first comes over a gap g after T
    steps, of which (m T − g)² ÷ (s² T) is chi-squared of one degree (Shuster, 1968, On the inverse Gaussian distribution function,
    JASA 63, 1514–1516). With the mean of k steps for m and a variance of other steps for s² that becomes Student's t, and the range
    is every T for which (m T − g)² ≤ t² s² (T + T² ÷ k).
    """
    steps = _steps_at_the_end(values)
    if len(steps) < PACE:
        return NoRange(len(steps) + 1)
    gap, pace = target - _last(values), fmean(steps[-PACE:])
    if gap * pace <= 0:
        return None
    if len(steps) + 1 < FEWEST_MONTHS:
        return NoRange(len(steps) + 1)
    if (likeness := autocorrelation(steps)) > MOST:
        return NoRange(len(steps) + 1, likeness)
    return _range(steps[:-PACE], pace, gap)


def _steps_at_the_end(values: Values) -> list[float]:
    found: list[float] = []
    for after, before in pairwise(reversed(values)):
        if before is None or after is None:
            break
        found.append(after - before)
    return found[::-1]


def _last(values: Values) -> float:
    return values[-1] or 0.0


def _range(others: list[float], pace: float, gap: float) -> Reached:
    mean, freedom = fmean(others), len(others) - 1
    variance = math.fsum((each - mean) ** 2 for each in others) / freedom
    scatter = student_t_quantile((1 + CONFIDENCE) / 2, freedom) ** 2 * variance
    # A quadratic in T: square T² − 2 half T + gap² ≤ 0, of which the smaller root always is there.
    square, half = pace**2 - scatter / PACE, gap * pace + scatter / 2
    root = math.sqrt(max(half**2 - square * gap**2, 0.0))
    return Reached(gap**2 / (half + root), (half + root) / square if square > 0 else None)


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
