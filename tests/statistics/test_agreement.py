"""How far two people agree. scikit-learn and scipy are the oracles; for AC2 the examples that Gwet's own software ships."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import cohen_kappa_score

from foundation.statistics import (
    bootstrap_interval,
    directions,
    exact_agreement,
    gwet_ac2,
    sign_test,
    table_of,
    weighted_kappa,
)

pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)
# Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th edition: 223 patients by two methods of diagnosis, 100 pregnancies by
# two abstractors. The figures are those that the tests of irrCAC, the port to Python of his own software, hold for linear weights.
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
DIAGNOSES = [[40, 6, 4, 15], [4, 25, 1, 5], [4, 2, 21, 9], [17, 13, 12, 45]]
ONE_GRADE = [[0] * 4, [0] * 4, [0, 0, 9, 0], [0] * 4]
EMPTY = [[0] * 4] * 4


@pytest.mark.parametrize(("table", "published"), [(DIAGNOSES, 0.377), (ABSTRACTORS, 0.900)])
def test_ac2_with_linear_weights_is_the_published_one(table, published):
    assert round(gwet_ac2(table), 3) == published


@given(pairs)
def test_ac2_agrees_with_the_formula_of_the_handbook(given_pairs):
    n, grades = len(given_pairs), range(4)
    weights = {(one, other): 1 - abs(one - other) / 3 for one in grades for other in grades}
    observed = sum(weights[pair] for pair in given_pairs) / n
    shares = [sum((one == grade) + (other == grade) for one, other in given_pairs) / (2 * n) for grade in grades]
    chance = sum(weights.values()) / (4 * 3) * sum(share * (1 - share) for share in shares)

    assert gwet_ac2(table_of(given_pairs, 4)) == pytest.approx((observed - chance) / (1 - chance), abs=1e-9)


@given(pairs.filter(lambda given: len({grade for pair in given for grade in pair}) > 1))
def test_weighted_kappa_agrees_with_scikit_learn(given_pairs):
    expected = cohen_kappa_score(*zip(*given_pairs, strict=True), labels=range(4), weights="linear")

    assert weighted_kappa(table_of(given_pairs, 4)) == pytest.approx(expected, abs=1e-9)


def test_kappa_is_undefined_where_everyone_gave_one_grade():
    assert weighted_kappa(ONE_GRADE) is None
    assert exact_agreement(ONE_GRADE) == 1.0


def test_kappa_is_nought_where_the_two_never_gave_the_same_grade():
    assert weighted_kappa([[0, 9], [0, 0]]) == 0.0


def test_nothing_can_be_said_of_no_pair():
    assert (exact_agreement(EMPTY), weighted_kappa(EMPTY), gwet_ac2(EMPTY)) == (None, None, None)


@given(st.integers(0, 200), st.integers(0, 200))
def test_sign_test_agrees_with_scipy(up, down):
    expected = stats.binomtest(up, up + down).pvalue if up + down else 1.0

    assert sign_test(up, down) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("up", "down"), [(200, 201), (4_100, 4_000), (25_200, 24_800), (26_000, 24_000)])
def test_sign_test_of_thousands_agrees_with_scipy(up, down):
    assert sign_test(up, down) == pytest.approx(stats.binomtest(up, up + down).pvalue, rel=1e-9)


@given(pairs)
def test_up_is_where_the_second_grade_is_better(given_pairs):
    found = directions(table_of(given_pairs, 4))

    assert found.up == sum(second < first for first, second in given_pairs)
    assert found.down == sum(second > first for first, second in given_pairs)
    assert found.same / found.n == exact_agreement(table_of(given_pairs, 4))


@pytest.mark.parametrize("table", [[[1, 2]], [[1]], [[1, -1], [0, 1]], [[1, 0], [0]]])
@pytest.mark.parametrize("statistic", [directions, exact_agreement, weighted_kappa, gwet_ac2])
def test_an_impossible_table_is_refused(statistic, table):
    with pytest.raises(ValueError, match="table of agreement|negative"):
        statistic(table)


def patterns_of(groups) -> Counter:
    return Counter(map(tuple, groups))


def test_interval_of_a_share_resembles_that_of_scipys_bootstrap():
    same = [1] * 30 + [0] * 10
    groups = [[(0, 1 - each)] for each in same]
    expected = stats.bootstrap(
        (same,), lambda draws, axis: draws.mean(axis=axis), method="percentile", n_resamples=20_000, rng=1
    ).confidence_interval

    assert bootstrap_interval(patterns_of(groups), exact_agreement, 2) == pytest.approx((expected.low, expected.high), abs=0.026)


def test_interval_is_the_same_for_the_same_audits_in_any_order():
    groups = [[(0, 0), (1, 2)], [(2, 2)], [(1, 1)], [(3, 2)], [(2, 3)]] * 4
    shuffled = random.Random(3).sample(groups, len(groups))

    assert bootstrap_interval(patterns_of(groups), gwet_ac2, 4) == bootstrap_interval(patterns_of(shuffled), gwet_ac2, 4)


def test_whole_audits_are_drawn_so_pairs_of_one_audit_do_not_count_as_independent():
    apart = [[(0, 0)]] * 20 + [[(0, 1)]] * 20
    together = [[(0, 0)] * 4] * 5 + [[(0, 1)] * 4] * 5
    narrow, wide = (bootstrap_interval(patterns_of(groups), exact_agreement, 2) for groups in (apart, together))

    assert wide[1] - wide[0] > narrow[1] - narrow[0]


def test_no_interval_from_one_audit_or_where_kappa_is_often_undefined():
    assert bootstrap_interval({((0, 0), (1, 2)): 1}, gwet_ac2, 4) is None
    assert bootstrap_interval({((2, 2),): 9, ((1, 1),): 1}, weighted_kappa, 4) is None
