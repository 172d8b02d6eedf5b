"""How far many people who graded the same things agree.

A table has a row for each thing that was graded and a column for each grade, best first; each cell counts who gave it.
Rows may differ in how many people graded.
"""

from collections.abc import Sequence
from fractions import Fraction

Ratings = Sequence[Sequence[int]]


def many_rater_ac2(ratings: Ratings, *, weighted: bool = True) -> float | None:
    """Gwet's AC2 with linear weights, or unweighted his AC1, for any number of raters, some of whose grades may be missing.

    Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 3; AC1: Gwet (2008), Computing inter-rater
    reliability and its variance in the presence of high agreement, British Journal of Mathematical and Statistical Psychology 61,
    29–48. Agreement is the mean over things that two or more graded of Σ n (n* − 1) ÷ (r (r − 1)), n* being a grade's count with its
    neighbours' by weight; by chance it is T ÷ (q (q − 1)) × Σ π (1 − π), π the mean over all things of a grade's share.

    None where nothing was graded twice, or every grade given is one and the same: then chance says nothing.
    """
    _check(ratings)
    graded = [row for row in ratings if sum(row)]
    twice = [row for row in graded if sum(row) > 1]
    shares = _shares(graded)
    if not twice or len(list(filter(None, shares))) < 2:
        return None
    weights = _weights(len(shares), weighted)
    observed = sum(_agreement(row, weights) for row in twice) / len(twice)
    chance = _by_chance(shares, weights)
    return float((observed - chance) / (1 - chance))


def _shares(graded: Sequence[Sequence[int]]) -> list[Fraction]:
    """The mean over all things of each grade’s share: π."""
    by_grade = zip(*([Fraction(count, sum(row)) for count in row] for row in graded), strict=True)
    return [sum(shares, Fraction(0)) / len(graded) for shares in by_grade]


def _by_chance(shares: Sequence[Fraction], weights: Sequence[Sequence[Fraction]]) -> Fraction:
    grades = len(shares)
    total = sum((sum(row, Fraction(0)) for row in weights), Fraction(0))
    return total / (grades * (grades - 1)) * sum((share * (1 - share) for share in shares), Fraction(0))


def _weights(grades: int, weighted: bool) -> list[list[Fraction]]:
    return [[_weight(one, other, grades, weighted) for other in range(grades)] for one in range(grades)]


def _weight(one: int, other: int, grades: int, weighted: bool) -> Fraction:
    if not weighted:
        return Fraction(one == other)
    return 1 - Fraction(abs(one - other), grades - 1)


def _agreement(row: Sequence[int], weights: Sequence[Sequence[Fraction]]) -> Fraction:
    raters = sum(row)
    weighted = [sum((weight * count for weight, count in zip(line, row, strict=True)), Fraction(0)) for line in weights]
    return sum((count * (near - 1) for count, near in zip(row, weighted, strict=True)), Fraction(0)) / (raters * (raters - 1))


def _check(ratings: Ratings) -> None:
    if any(len(row) < 2 or len(row) != len(ratings[0]) for row in ratings):
        raise ValueError("Ratings have a column for each of two or more grades, the same in every row.")
    if any(count < 0 for row in ratings for count in row):
        raise ValueError("Counts cannot be negative.")
