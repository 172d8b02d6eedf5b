"""The median, and an interval that holds for a small sample."""

from collections.abc import Sequence
from math import comb
from statistics import median
from typing import Any


def median_of(values: Sequence[Any]) -> Any:
    """The middle one of numbers or durations, between two the mean of both; None of nothing."""
    return median(values) if values else None


def median_interval(values: Sequence[int], confidence: float = 0.95) -> tuple[int, int] | None:
    """An interval for the median between two of the sorted values; None where the sample is too small for `confidence`.

    The number of values below the median is binomial with one half, whatever the shape (Thompson, W. R., 1936, On confidence
    ranges for the median, Annals of Mathematical Statistics 7, 122–128). Six values are the fewest for 95%.
    """
    n, ordered = len(values), sorted(values)
    tail, place = 0.0, 0
    # The widest pair that is cut off on each side while both tails together stay within what `confidence` leaves.
    while place <= n // 2 and tail + comb(n, place) / 2**n <= (1 - confidence) / 2:
        tail += comb(n, place) / 2**n
        place += 1
    return (ordered[place - 1], ordered[n - place]) if place else None
