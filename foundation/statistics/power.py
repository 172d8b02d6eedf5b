"""How often a study of two samples will find a change that is there: the power of Fisher's exact test, and the sample that it takes.

Nothing is simulated: of every result that two samples can have, Fisher's test is asked whether it is evidence, and the chance of those
that are is summed (Casagrande, J. T., Pike, M. C. and Smith, P. G., 1978, The power function of the “exact” test for comparing two
binomial distributions, Applied Statistics 27, 176–180).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil, exp, fsum, lgamma, log, sqrt
from statistics import NormalDist

from foundation.statistics.significance import EVIDENCE

USUAL_POWER = 0.8
# A sample beyond this is no dip sample any more.
LARGEST_SAMPLE = 1_000
# The logarithm of a chance that changes no digit of a power.
_NEGLIGIBLE = log(1e-18)


def power_of_fisher(before: float, after: float, n: int, alpha: float = EVIDENCE) -> float:
    """How likely `n` records before and `n` after find a change of the true share from `before` to `after`, all as fractions of 1.

    Two-sided, at `alpha`. Raises ValueError where a share or `alpha` is not between 0 and 1, or `n` is below 1.
    """
    _check(before, after, alpha)
    if n < 1:
        raise ValueError("A sample has at least 1 record.")
    return _power(*sorted([before, after]), n, alpha)


def smallest_sample(before: float, after: float, power: float = USUAL_POWER, alpha: float = EVIDENCE) -> int | None:
    """The smallest `n` in each group that finds the change with at least this power.

    None where it is over LARGEST_SAMPLE, or there is no change.

    The power of an exact test does not rise with each record: a sample somewhat larger may have a little less.
    """
    _check(before, after, alpha)
    if not 0 < power < 1:
        raise ValueError("Power is a fraction between 0 and 1.")
    if before == after:
        return None
    low, high = sorted([before, after])
    tried = range(_certainly_too_small(low, high, power, alpha), LARGEST_SAMPLE + 1)
    return next((n for n in tried if _power(low, high, n, alpha) >= power), None)


def _check(before: float, after: float, alpha: float) -> None:
    if not (0 <= before <= 1 and 0 <= after <= 1):
        raise ValueError("A share is a fraction from 0 to 1.")
    if not 0 < alpha < 1:
        raise ValueError("Alpha is a fraction between 0 and 1.")


def _certainly_too_small(low: float, high: float, power: float, alpha: float) -> int:
    """Where the search may begin: well under the sample of the normal curve, which an exact test always exceeds."""
    normal = NormalDist()
    middle = (low + high) / 2
    reach = normal.inv_cdf(1 - alpha / 2) * sqrt(2 * middle * (1 - middle)) + normal.inv_cdf(power) * sqrt(
        low * (1 - low) + high * (1 - high)
    )
    return min(max(1, ceil(0.95 * (max(reach, 0) / (high - low)) ** 2) - 5), LARGEST_SAMPLE)


@lru_cache(maxsize=256)
def _power(low: float, high: float, n: int, alpha: float) -> float:
    if low == high and low in (0, 1):
        return 0.0
    ways = _log_ways(n)
    first, second = _binomial(ways, low), _binomial(ways, high)
    chances: dict[int, float] = {}
    for total in range(min(first) + min(second), max(first) + max(second) + 1):
        found = [first[k] * second[total - k] for k in _evidence(ways, total, alpha) if k in first and total - k in second]
        chances[total] = fsum(found)
    return min(1.0, fsum(chances.values()))


def _log_ways(n: int) -> list[float]:
    """The logarithm of how many ways there are to choose each number of `n`."""
    return [lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for k in range(n + 1)]


def _binomial(ways: Sequence[float], share: float) -> dict[int, float]:
    """The chance of each count that is not negligible."""
    n = len(ways) - 1
    if share in (0, 1):
        return {round(n * share): 1.0}
    logs = ((k, each + k * log(share) + (n - k) * log(1 - share)) for k, each in enumerate(ways))
    return {k: exp(each) for k, each in logs if each > _NEGLIGIBLE}


def _evidence(ways: Sequence[float], total: int, alpha: float) -> Iterator[int]:
    """Which counts of the first sample are evidence, where `total` of both samples together count.

    Both samples are of one size, so the weights are equal in pairs about the middle, and a test takes whole pairs from the outside in.
    """
    n, middle = len(ways) - 1, total // 2
    fewest = max(0, total - n)
    # Nine deviations, of at most √(n/8) each, from the middle: what is further out is too light to change any sum.
    lowest = max(fewest, middle - ceil(9 * sqrt(n / 8)) - 2)
    peak = ways[middle] + ways[total - middle]
    weights = [exp(ways[k] + ways[total - k] - peak) for k in range(lowest, middle + 1)]
    has_a_middle = total % 2 == 0
    every = 2 * fsum(weights) - (weights[-1] if has_a_middle else 0)
    pairs = weights[:-1] if has_a_middle else weights
    found = sum(2 * tail / every <= alpha for tail in accumulate(pairs))
    for k in range(fewest, lowest + found):
        yield k
        yield total - k
