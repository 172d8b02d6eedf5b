"""Counts out of a total. Golden figures are the published report's; scipy is the oracle for the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from foundation.statistics import (
    count_of,
    difference_interval,
    fisher_exact,
    percentage,
    rounded_percentages,
    rounding_note,
    share_in_words,
    wilson_interval,
)

counts = st.integers(min_value=0, max_value=40)
shares = st.integers(min_value=1, max_value=500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(2, 14, 4, 40), (10, 14, 45, 88), (2, 9, 6, 55), (0, 9, 0, 30)],
)
def test_wilson_interval_is_the_reports(count, n, low, high):
    assert [round(end * 100) for end in wilson_interval(count, n)] == [low, high]


@given(shares)
def test_wilson_interval_agrees_with_scipy(share):
    expected = stats.binomtest(*share).proportion_ci(method="wilson")

    assert wilson_interval(*share) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(shares)
def test_wilson_interval_holds_the_share_and_mirrors(share):
    count, n = share
    low, high = wilson_interval(count, n)

    assert 0 <= low <= count / n <= high <= 1
    assert wilson_interval(n - count, n) == pytest.approx((1 - high, 1 - low))


def test_wilson_interval_of_nothing_is_none():
    assert wilson_interval(0, 0) is None


def test_the_interval_of_a_difference_is_newcombes_own():
    """Row (a) of his table II: 56 of 70 against 48 of 80."""
    assert [round(end, 4) for end in difference_interval(56, 70, 48, 80)] == [0.0524, 0.3339]


@given(shares, shares)
def test_the_interval_of_a_difference_agrees_with_statsmodels(share, before):
    expected = confint_proportions_2indep(*share, *before, method="newcomb", compare="diff")

    assert difference_interval(*share, *before) == pytest.approx(expected, abs=1e-9)


@given(shares, shares)
def test_the_interval_of_a_difference_holds_it_and_turns_round(share, before):
    low, high = difference_interval(*share, *before)

    assert -1 <= low <= share[0] / share[1] - before[0] / before[1] + 1e-12 <= high + 2e-12 <= 1 + 2e-12
    assert difference_interval(*before, *share) == pytest.approx((-high, -low))


def test_the_interval_of_a_difference_from_nothing_is_none():
    assert difference_interval(1, 2, 0, 0) is None
    assert difference_interval(0, 0, 1, 2) is None


@pytest.mark.parametrize(("count", "n"), [(3, 2), (-1, 2), (0, -1)])
def test_an_impossible_share_is_refused(count, n):
    with pytest.raises(ValueError, match=f"{count} of {n}"):
        wilson_interval(count, n)


def test_june_and_july_inadequate_show_no_difference():
    assert fisher_exact(2, 12, 2, 7) == 1.0


@settings(max_examples=150)
@given(counts, counts, counts, counts)
def test_fisher_exact_agrees_with_scipy(a, b, c, d):
    assert fisher_exact(a, b, c, d) == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue, abs=1e-9)


@settings(max_examples=60)
@given(*[st.integers(min_value=0, max_value=40_000)] * 4)
def test_fisher_exact_agrees_with_scipy_on_tens_of_thousands_and_is_quick(a, b, c, d):
    assert fisher_exact(a, b, c, d) == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue, abs=1e-9)


def test_fisher_exact_of_thousands_that_differ_plainly_is_nought():
    assert fisher_exact(9_000, 1_000, 1_000, 9_000) == 0.0


@given(counts, counts, counts, counts)
def test_fisher_exact_does_not_mind_which_row_comes_first(a, b, c, d):
    assert fisher_exact(a, b, c, d) == fisher_exact(c, d, a, b) == fisher_exact(a, c, b, d)


def test_june_percentages_sum_to_99_and_say_so():
    assert rounded_percentages([0, 2, 10, 2]) == [0, 14, 71, 14]
    assert rounding_note([0, 2, 10, 2]) == "Percentages sum to 99 because each is rounded."


@pytest.mark.parametrize("grades", [[7, 2], [1, 1], [0, 0], []])
def test_nothing_is_said_where_rounding_did_no_harm(grades):
    assert rounding_note(grades) == ""


def test_a_half_is_rounded_up():
    assert rounded_percentages([1, 7]) == [13, 88]


@given(st.lists(counts, min_size=1, max_size=6))
def test_each_rounded_percentage_is_within_a_half_of_the_true_one(grades):
    n = sum(grades)
    for count, rounded in zip(grades, rounded_percentages(grades), strict=True):
        assert n == 0 or -0.5 < rounded - count * 100 / n <= 0.5


def test_percentage_is_not_rounded_and_none_of_none_is_missing():
    assert float(percentage(171, 703)) == pytest.approx(24.3243, abs=1e-4)
    assert percentage(0, 0) is None


@pytest.mark.parametrize(
    ("count", "n", "words"),
    [
        (2, 14, "2 of 14 (14%; 95% interval 4% to 40%)"),
        (0, 9, "0 of 9; the true rate could be up to 30%"),
        (9, 9, "9 of 9; the true rate could be as low as 70%"),
        (0, 0, "none to count"),
    ],
)
def test_words_obey_the_sample_size(count, n, words):
    assert share_in_words(count, n) == words


def test_a_count_is_said_with_its_total():
    assert count_of(2, 9) == "2 of 9"
