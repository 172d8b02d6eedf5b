"""Rates per 10,000 children, and what a comparator's rate would mean here. All results unrounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.statistics.numbers import Number, exact

PER_CHILDREN = 10_000


@dataclass(frozen=True)
class AtComparator:
    """How many there would be at the comparator's rate, and how many more (+) or fewer (−) than now."""

    count: Decimal
    difference: Decimal


def rate(count: Number | None, population: Number | None, per: int = PER_CHILDREN) -> Decimal | None:
    """``count`` per ``per`` of ``population`` (for children: ONS mid-year estimate aged 0–17); None where one is missing or 0 people."""
    if count is None or not population:
        return None
    return exact(count) * per / exact(population)


def implied_population(count: Number | None, rate_per: Number | None, per: int = PER_CHILDREN) -> Decimal | None:
    """The population that a printed count and its printed rate were divided by; None where one is missing or the rate is 0."""
    if count is None or not rate_per:
        return None
    return exact(count) * per / exact(rate_per)


def at_comparator(count: Number | None, own_rate: Number | None, comparator_rate: Number | None) -> AtComparator | None:
    """What ``count`` would be were our rate the comparator's: count × comparator's rate ÷ our rate, on the same population."""
    if count is None or comparator_rate is None or not own_rate:
        return None
    there = exact(count) * exact(comparator_rate) / exact(own_rate)
    return AtComparator(there, there - exact(count))


def months_to_reach(values: Sequence[Number | None], target: Number | None) -> Decimal | None:
    """Months until ``target`` at the mean monthly step of ``values``, one a month, oldest first (None where a month is missing).

    The mean step is (last − first) ÷ the months between them. 0 where the last value is the target; None where the values stand
    still, head the other way or are fewer than two. A straight line drawn on: an illustration, not a forecast.
    """
    known = [(month, exact(value)) for month, value in enumerate(values) if value is not None]
    if target is None or not known:
        return None
    (first_month, first), (last_month, last) = known[0], known[-1]
    gap = exact(target) - last
    if gap == 0:
        return Decimal(0)
    span = (last - first) / max(last_month - first_month, 1)
    return gap / span if gap * span > 0 else None
