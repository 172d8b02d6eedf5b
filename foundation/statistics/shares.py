"""Counts out of a total: percentages, what a small sample allows one to say, and whether two samples differ."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import comb, fsum, sqrt
from statistics import NormalDist

from foundation.statistics.numbers import round_half_up


def check_share(count: int, n: int) -> None:
    """Raise ValueError unless ``count`` of ``n`` can be."""
    if n < 0 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is not a count out of a total.")


def percentage(count: int, n: int) -> Decimal | None:
    """``count`` as a percentage of ``n`` (0 to 100), unrounded to 28 digits; None where ``n`` is 0."""
    check_share(count, n)
    return Decimal(count) * 100 / Decimal(n) if n else None


def rounded_percentage(count: int, n: int) -> int | None:
    """``count`` as a whole percentage of ``n``, halves up, in integer arithmetic; None where ``n`` is 0."""
    check_share(count, n)
    return (200 * count + n) // (2 * n) if n else None


def rounded_percentages(counts: Sequence[int]) -> list[int]:
    """Each count as a whole percentage of their sum, rounded by itself (so they may not sum to 100); all 0 where the sum is 0."""
    total = sum(counts)
    return [rounded_percentage(count, total) or 0 for count in counts]


def rounding_note(counts: Sequence[int]) -> str:
    """The sentence that owns up to rounding, or nothing where the rounded percentages sum to 100."""
    total = sum(rounded_percentages(counts))
    if total in (0, 100):
        return ""
    return f"Percentages sum to {total} because each is rounded."


def wilson_interval(count: int, n: int, confidence: float = 0.95) -> tuple[float, float] | None:
    """The score interval for a share, as two fractions from 0 to 1; None where ``n`` is 0.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209–212.
    Raises ValueError where ``count`` is not between 0 and ``n``, or ``confidence`` not between 0 and 1.
    """
    check_share(count, n)
    if not 0 < confidence < 1:
        raise ValueError("Confidence is a fraction between 0 and 1.")
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # At the ends the formula gives exactly 0 and 1; floating point only nearly does.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return low, high


def difference_interval(count: int, n: int, before: int, of_before: int, confidence: float = 0.95) -> tuple[float, float] | None:
    """By how much the share ``count`` of ``n`` is larger than ``before`` of ``of_before``, as two fractions from -1 to 1.

    Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine 17,
    873–890, method 10: the Wilson intervals of both, squared and added. None where either total is 0. Raises ValueError as
    `wilson_interval` does.
    """
    now, then = wilson_interval(count, n, confidence), wilson_interval(before, of_before, confidence)
    if now is None or then is None:
        return None
    share, share_before = count / n, before / of_before
    apart = share - share_before
    below = sqrt((share - now[0]) ** 2 + (then[1] - share_before) ** 2)
    above = sqrt((now[1] - share) ** 2 + (share_before - then[0]) ** 2)
    return max(-1.0, apart - below), min(1.0, apart + above)


# Up to so many in all, the weights of Fisher's test are whole numbers; beyond, their thousands of digits take minutes.
_IN_WHOLE_NUMBERS = 400
# Of the likeliest table's weight: what is lighter changes no digit of the sum, and what differs by less is a tie.
_NEGLIGIBLE, _TIE = 1e-18, 1e-7


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """The two-sided p of Fisher's exact test on the table of counts ``a b / c d``.

    Sums every table with the same margins that is no likelier than the one seen (Fisher, R. A., 1934, Statistical Methods for
    Research Workers, §21.02). The weights are whole numbers, so ties are equal and need no tolerance; of large tables they are floating
    points, right to some twelve digits, and a p below 1e-16 is 0.
    1.0 where a margin is 0. Raises ValueError on a negative count.
    """
    if min(a, b, c, d) < 0:
        raise ValueError("Counts cannot be negative.")
    if a + b + c + d > _IN_WHOLE_NUMBERS:
        return _fisher_of_many(a, a + b, c + d, a + c)
    first_row, second_row, first_column = a + b, c + d, a + c
    fewest, most = max(0, first_column - second_row), min(first_row, first_column)
    weights = {k: comb(first_row, k) * comb(second_row, first_column - k) for k in range(fewest, most + 1)}
    as_unlikely = sum(weight for weight in weights.values() if weight <= weights[a])
    return float(Fraction(as_unlikely, sum(weights.values())))


def _fisher_of_many(a: int, first_row: int, second_row: int, first_column: int) -> float:
    """From the likeliest table outwards, each weight from the one before it, as far as they count."""
    fewest, most = max(0, first_column - second_row), min(first_row, first_column)
    mode = min(max((first_column + 1) * (first_row + 1) // (first_row + second_row + 2), fewest), most)

    def grows(k: int) -> float:
        """The weight of k + 1 as a multiple of that of k."""
        return (first_row - k) * (first_column - k) / ((k + 1) * (second_row - first_column + k + 1))

    weights, weight, k = {mode: 1.0}, 1.0, mode
    while k < most and weight > _NEGLIGIBLE:
        weight, k = weight * grows(k), k + 1
        weights[k] = weight
    weight, k = 1.0, mode
    while k > fewest and weight > _NEGLIGIBLE:
        weight, k = weight / grows(k - 1), k - 1
        weights[k] = weight
    seen = weights.get(a, 0.0)
    return min(1.0, fsum(each for each in weights.values() if each <= seen * (1 + _TIE)) / fsum(weights.values()))


def count_of(count: int, n: int) -> str:
    """``2 of 9``."""
    check_share(count, n)
    return f"{count:,} of {n:,}"


def share_in_words(count: int, n: int) -> str:
    """A count with the caution its sample size asks for: ``2 of 14 (14%; 95% interval 4% to 40%)``.

    None or all of a small sample is not none or all of practice, so those two say how far off the true rate could be.
    """
    interval = wilson_interval(count, n)
    if interval is None:
        return "none to count"
    low, high = (int(round_half_up(end * 100)) for end in interval)
    if count == 0:
        return f"{count_of(count, n)}; the true rate could be up to {high}%"
    if count == n:
        return f"{count_of(count, n)}; the true rate could be as low as {low}%"
    return f"{count_of(count, n)} ({rounded_percentage(count, n)}%; 95% interval {low}% to {high}%)"
