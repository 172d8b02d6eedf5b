"""Whether two samples of ordered grades differ: a test of ranks, since grades are no numbers and have no mean."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

# Up to so many tables with the same margins are counted one by one; where there are more the normal curve is as good.
MOST_TABLES = 2_000


def rank_sum(first: Sequence[int], second: Sequence[int]) -> float:
    """The two-sided p of the Wilcoxon–Mann–Whitney test on counts by grade, best first, equal grades sharing their ranks.

    Exact, given how often each grade was given (Mehta, C. R., Patel, N. R. and Tsiatis, A. A., 1984, Exact significance testing to
    establish treatment equivalence with ordered categorical data, Biometrics 40, 819–825); in large samples by the normal curve with
    the correction for ties (Lehmann, E. L., 1975, Nonparametrics, 1.4). 1.0 where a sample is empty or all grades are one.
    """
    if len(first) != len(second) or min([*first, *second], default=0) < 0:
        raise ValueError("Two samples have a count, none negative, for each of the same grades.")
    if not sum(first) or not sum(second):
        return 1.0
    one, other = sorted([tuple(first), tuple(second)])
    return _rank_sum(one, other)


@lru_cache(maxsize=1024)
def _rank_sum(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """In whichever order the samples come, the same is asked once."""
    totals = [one + other for one, other in zip(first, second, strict=True)]
    if sum(total > 0 for total in totals) < 2:
        return 1.0
    ranks = _twice_the_ranks(totals)
    # Twice the sum of ranks that the first sample would have by chance; all of it in whole numbers.
    apart = abs(_weigh(first, ranks) - sum(first) * (sum(totals) + 1))
    if math.prod(total + 1 for total in sorted(totals)[:-1]) <= MOST_TABLES:
        return _exact(totals, sum(first), ranks, apart)
    return _by_the_normal_curve(totals, sum(first), apart)


def mean_rank_is_better(first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether the first sample's grades lie nearer the best, on average of ranks."""
    ranks = _twice_the_ranks([one + other for one, other in zip(first, second, strict=True)])
    return _weigh(first, ranks) * sum(second) < _weigh(second, ranks) * sum(first)


def _twice_the_ranks(totals: Sequence[int]) -> list[int]:
    """Of each grade twice the middle of its ranks."""
    ends = [sum(totals[: place + 1]) for place in range(len(totals))]
    return [2 * end - total + 1 for end, total in zip(ends, totals, strict=True)]


def _weigh(counts: Sequence[int], ranks: Sequence[int]) -> int:
    return sum(count * rank for count, rank in zip(counts, ranks, strict=True))


def _exact(totals: Sequence[int], n: int, ranks: Sequence[int], apart: int) -> float:
    middle = n * (sum(totals) + 1)
    every = extreme = 0
    for counts in _samples(totals, n):
        ways = math.prod(math.comb(total, count) for total, count in zip(totals, counts, strict=True))
        every += ways
        if abs(_weigh(counts, ranks) - middle) >= apart:
            extreme += ways
    return extreme / every


def _samples(totals: Sequence[int], n: int) -> Iterator[list[int]]:
    """Every way to take `n` of so many of each grade; the commonest grade takes what the others leave."""
    commonest = max(range(len(totals)), key=lambda place: totals[place])
    others = [range(total + 1) for place, total in enumerate(totals) if place != commonest]
    for taken in product(*others):
        left = n - sum(taken)
        if 0 <= left <= totals[commonest]:
            yield [*taken[:commonest], left, *taken[commonest:]]


def _by_the_normal_curve(totals: Sequence[int], n: int, apart: int) -> float:
    every = sum(totals)
    ties = sum(total**3 - total for total in totals) / (every * (every - 1))
    deviation = math.sqrt(n * (every - n) / 12 * (every + 1 - ties))
    return math.erfc(apart / 2 / deviation / math.sqrt(2))
