"""How far two people who graded the same things agree: shares, direction, chance-corrected coefficients, resampled intervals.

A table is square: a row for the first grade, a column for the second, ordered grades, best first; each cell a count.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, lgamma, log

from foundation.statistics.draws import binomial_draw

Table = Sequence[Sequence[int]]
# The place in the order that the first and the second grade have.
Pair = tuple[int, int]

# An interval that leaves out more of its resamples than this, because the coefficient is undefined in them, is none.
MOST_UNDEFINED = 0.05
# Up to so many ups and downs the sign test is in whole numbers; beyond, what is lighter than this changes no digit of it.
_IN_WHOLE_NUMBERS, _NEGLIGIBLE = 400, 1e-18


@dataclass(frozen=True)
class Directions:
    """How many second grades were better (up), the same and worse (down) than the first."""

    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        return self.up + self.same + self.down


def table_of(pairs: Sequence[Pair], categories: int) -> list[list[int]]:
    """The pairs counted into a table of ``categories`` rows and columns."""
    table = [[0] * categories for _ in range(categories)]
    for first, second in pairs:
        table[first][second] += 1
    return table


def directions(table: Table) -> Directions:
    """Raises ValueError unless ``table`` is square, of at least two grades and without a negative count."""
    _check(table)
    up = same = down = 0
    for row, counts in enumerate(table):
        up += sum(counts[:row])
        same += counts[row]
        down += sum(counts[row + 1 :])
    return Directions(up, same, down)


def exact_agreement(table: Table) -> float | None:
    """The share of pairs with the same grade, 0 to 1; None where there is no pair."""
    found = directions(table)
    return found.same / found.n if found.n else None


def sign_test(up: int, down: int) -> float:
    """The two-sided exact p that ups and downs are equally likely, ties left out; 1.0 where nothing moved.

    Dixon, W. J. and Mood, A. M. (1946), The statistical sign test, JASA 41, 557–566.
    """
    if min(up, down) < 0:
        raise ValueError("Counts cannot be negative.")
    moved, fewer = up + down, min(up, down)
    if moved > _IN_WHOLE_NUMBERS:
        return _sign_test_of_many(moved, fewer)
    ways = tail = 1
    for count in range(fewer):
        # Each from the one before: with hundreds of grades, working each out again would take long.
        ways = ways * (moved - count) // (count + 1)
        tail += ways
    return float(min(Fraction(1), Fraction(2 * tail, 2**moved)))


def _sign_test_of_many(moved: int, fewer: int) -> float:
    """Its whole numbers would have thousands of digits: the same sum in floating points, as far down the tail as it counts."""
    likeliest = lgamma(moved + 1) - lgamma(fewer + 1) - lgamma(moved - fewer + 1) - moved * log(2)
    tail = weight = 1.0
    for count in range(fewer, 0, -1):
        weight *= count / (moved - count + 1)
        tail += weight
        if weight < _NEGLIGIBLE:
            break
    return min(1.0, 2 * tail * exp(likeliest))


def weighted_kappa(table: Table) -> float | None:
    """Cohen's kappa with linear weights: 1 − observed ÷ expected distance, a step between neighbouring grades being 1.

    Cohen, J. (1968), Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit,
    Psychological Bulletin 70, 213–220. None where no distance is expected: no pair, or everyone gave one grade.
    """
    _check(table)
    first, second = _margins(table)
    expected = sum(abs(row - column) * one * other for row, one in enumerate(first) for column, other in enumerate(second))
    return 1 - sum(first) * _distance(table) / expected if expected else None


def gwet_ac2(table: Table) -> float | None:
    """Gwet's AC2 with linear weights over all grades of the scale, also those that nobody gave; None where there is no pair.

    Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 3 and 4: agreement by chance is
    T ÷ (q (q − 1)) × Σ π (1 − π), T being the sum of the weights and π the mean of a grade's two shares. Where everyone gave
    one grade chance would hardly ever agree, so it is 1 and says nothing: do not print it.
    """
    _check(table)
    first, second = _margins(table)
    n, grades = sum(first), len(table)
    if not n:
        return None
    # With linear weights T ÷ (q (q − 1)) is (2q − 1) ÷ (3 (q − 1)); whole numbers until the last step keep this exact.
    spread = sum((one + other) * (2 * n - one - other) for one, other in zip(first, second, strict=True))
    return 1 - 12 * n * _distance(table) / (12 * (grades - 1) * n * n - (2 * grades - 1) * spread)


def bootstrap_interval(
    patterns: Mapping[tuple[Pair, ...], int],
    statistic: Callable[[Table], float | None],
    categories: int,
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 1,
) -> tuple[float, float] | None:
    """The percentile interval of ``statistic``, from drawing whole groups (an audit's pairs) with replacement.

    ``patterns`` says how many groups have just these pairs. How many of each a resample has is drawn from what they are now, one
    pattern after another, so that its cost is that of the patterns and not of the groups.

    Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapter 13. The same patterns, in any order, and seed
    give the same interval. None where there are fewer than two groups, or ``statistic`` is undefined in more than one resample
    in twenty.
    """
    known = sorted((pattern, count) for pattern, count in patterns.items() if count)
    if sum(count for _, count in known) < 2:
        return None
    dice, found, values = random.Random(seed), dict[tuple[int, ...], float | None](), []
    for _ in range(resamples):
        drawn = _redrawn([count for _, count in known], dice)
        if drawn not in found:
            found[drawn] = statistic(_table_of_patterns(zip((pattern for pattern, _ in known), drawn, strict=True), categories))
        value = found[drawn]
        if value is not None:
            values.append(value)
    if len(values) < resamples * (1 - MOST_UNDEFINED):
        return None
    values.sort()
    cut = int(len(values) * (1 - confidence) / 2)
    return values[cut], values[-1 - cut]


def _redrawn(counts: Sequence[int], dice: random.Random) -> tuple[int, ...]:
    """As many as there are, drawn with replacement: a multinomial, as one binomial after another of what is left."""
    left = rest = sum(counts)
    drawn = []
    for count in counts:
        number = binomial_draw(left, count / rest, dice) if left else 0
        drawn.append(number)
        left -= number
        rest -= count
    return tuple(drawn)


def _table_of_patterns(patterns: Iterable[tuple[tuple[Pair, ...], int]], categories: int) -> list[list[int]]:
    table = [[0] * categories for _ in range(categories)]
    for pairs, count in patterns:
        for first, second in pairs:
            table[first][second] += count
    return table


def _check(table: Table) -> None:
    if len(table) < 2 or any(len(row) != len(table) for row in table):
        raise ValueError("A table of agreement is square, with a row and a column for each of two or more grades.")
    if min(min(row) for row in table) < 0:
        raise ValueError("Counts cannot be negative.")


def _margins(table: Table) -> tuple[list[int], list[int]]:
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]


def _distance(table: Table) -> int:
    """The steps between the two grades of every pair, added up."""
    return sum(abs(row - column) * count for row, counts in enumerate(table) for column, count in enumerate(counts))
