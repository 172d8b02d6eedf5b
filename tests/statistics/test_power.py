"""The power of Fisher's exact test, against a slow enumeration, scipy's own test and a simulation."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom
from scipy.stats import fisher_exact as scipy_fisher

from foundation.statistics.power import LARGEST_SAMPLE, power_of_fisher, smallest_sample
from foundation.statistics.shares import fisher_exact
from tests.shares import examples

SHARES = st.integers(0, 20).map(lambda twentieths: twentieths / 20)


def enumerated(before, after, n, alpha, p_of=fisher_exact):
    first, second = binom.pmf(range(n + 1), n, before), binom.pmf(range(n + 1), n, after)
    return sum(first[x] * second[y] for x in range(n + 1) for y in range(n + 1) if p_of(x, n - x, y, n - y) <= alpha)


@pytest.mark.parametrize(("n", "power"), [(15, 0.40), (30, 0.81)])
def test_what_the_report_s_own_sample_would_find(n, power):
    assert power_of_fisher(0.14, 0.5, n) == pytest.approx(power, abs=0.005)


@given(before=SHARES, after=SHARES, n=st.integers(1, 18), alpha=st.sampled_from([0.01, 0.05, 0.1]))
@settings(max_examples=examples(40), deadline=None)
def test_it_is_the_sum_over_every_result_that_is_evidence(before, after, n, alpha):
    assert power_of_fisher(before, after, n, alpha) == pytest.approx(enumerated(before, after, n, alpha), abs=1e-9)


def test_scipy_s_test_finds_the_same():
    by_scipy = enumerated(0.2, 0.7, 12, 0.05, lambda a, b, c, d: scipy_fisher([[a, b], [c, d]]).pvalue)
    assert power_of_fisher(0.2, 0.7, 12) == pytest.approx(by_scipy, abs=1e-9)


def test_so_many_of_simulated_studies_find_the_change():
    dice, n, times = random.Random(5), 20, 4_000
    drawn = [[sum(dice.random() < share for _ in range(n)) for share in (0.3, 0.75)] for _ in range(times)]
    found = sum(fisher_exact(x, n - x, y, n - y) <= 0.05 for x, y in drawn)
    power = power_of_fisher(0.3, 0.75, n)
    assert abs(found / times - power) < 4 * (power * (1 - power) / times) ** 0.5


@given(before=SHARES, after=SHARES, alpha=st.sampled_from([0.01, 0.05]))
@settings(max_examples=examples(20), deadline=None)
def test_the_smallest_sample_is_the_first_that_has_the_power(before, after, alpha):
    n = smallest_sample(before, after, alpha=alpha)
    if abs(before - after) < 0.2:
        assert n is None or power_of_fisher(before, after, n, alpha) >= 0.8 > power_of_fisher(before, after, n - 1, alpha)
    else:
        assert n == next(each for each in range(1, 400) if power_of_fisher(before, after, each, alpha) >= 0.8)


def test_no_change_needs_no_sample_and_a_tiny_one_no_dip_sample():
    assert smallest_sample(0.4, 0.4) is None
    assert smallest_sample(0.40, 0.41) is None
    assert power_of_fisher(0.0, 0.0, 15) == 0.0
    assert power_of_fisher(0.40, 0.41, LARGEST_SAMPLE) < 0.8


@pytest.mark.parametrize("wrong", [(1.2, 0.5, 15, 0.05), (0.1, -0.1, 15, 0.05), (0.1, 0.5, 0, 0.05), (0.1, 0.5, 15, 1.0)])
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="."):
        power_of_fisher(*wrong)
