"""The rank test of two samples of grades: against every permutation, and scipy's."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from foundation.statistics import mean_rank_is_better, rank_sum

COUNTS = st.lists(st.integers(0, 3), min_size=4, max_size=4)
MANY = st.lists(st.integers(20, 90), min_size=4, max_size=4)


def grades(counts: list[int]) -> list[int]:
    return [grade for grade, count in enumerate(counts) for _ in range(count)]


def by_every_permutation(first: list[int], second: list[int]) -> float:
    """How often a sample drawn from all grades would lie as far off as the first."""
    every = [*grades(first), *grades(second)]
    ranks, n = stats.rankdata(every), sum(first)
    middle = n * (len(every) + 1) / 2
    drawn = [abs(sum(chosen) - middle) for chosen in combinations(ranks, n)]
    seen = abs(ranks[:n].sum() - middle)
    return sum(apart >= seen - 1e-9 for apart in drawn) / len(drawn)


@given(COUNTS, COUNTS)
def test_small_samples_are_tested_exactly(first, second):
    assume(0 < sum(first) <= 8)
    assume(0 < sum(second) <= 8)

    assert rank_sum(first, second) == pytest.approx(by_every_permutation(first, second), abs=1e-9)


@given(MANY, MANY)
def test_large_samples_are_tested_as_scipy_tests_them(first, second):
    theirs = stats.mannwhitneyu(grades(first), grades(second), use_continuity=False, method="asymptotic").pvalue

    assert rank_sum(first, second) == pytest.approx(theirs, abs=1e-9)


@given(COUNTS, COUNTS)
def test_the_order_of_samples_and_of_grades_does_not_matter(first, second):
    p = rank_sum(first, second)

    assert rank_sum(second, first) == pytest.approx(p)
    assert rank_sum(first[::-1], second[::-1]) == pytest.approx(p)
    assert not (mean_rank_is_better(first, second) and mean_rank_is_better(second, first))


@pytest.mark.parametrize(("first", "second"), [([0, 0], [1, 2]), ([3, 0], [4, 0]), ([0, 0, 0], [0, 0, 0])])
def test_where_nothing_can_differ_p_is_one(first, second):
    assert rank_sum(first, second) == 1


@pytest.mark.parametrize(("first", "second"), [([1], [1, 2]), ([1, -1], [1, 2])])
def test_what_is_no_pair_of_samples_is_refused(first, second):
    with pytest.raises(ValueError, match="same grades"):
        rank_sum(first, second)
