"""Draws from a binomial distribution, beside SciPy's."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from foundation.statistics.draws import binomial_draw


@pytest.mark.parametrize(("trials", "chance"), [(14, 0.3), (14, 0.9), (100, 0.02), (60, 0.4), (5000, 0.3), (50_000, 0.7)])
def test_draws_are_spread_as_the_distribution_is(trials, chance):
    dice = random.Random(7)
    drawn = [binomial_draw(trials, chance, dice) for _ in range(4000)]
    expected = stats.binom(trials, chance)

    # One in ten thousand right ones would fail; the seed is fixed, so this one never does by chance.
    edges = sorted({int(expected.ppf(share / 10)) for share in range(1, 10)} - {trials})
    counted = Counter(sum(one > edge for edge in edges) for one in drawn)
    chances = [expected.cdf(high) - low for low, high in zip([0, *expected.cdf(edges)], [*edges, trials], strict=True)]
    assert stats.chisquare([counted[place] for place in range(len(chances))], [chance * 4000 for chance in chances]).pvalue > 0.0001


@given(st.integers(0, 2000), st.floats(0, 1), st.integers(0, 50))
def test_a_draw_is_between_none_and_all(trials, chance, seed):
    assert 0 <= binomial_draw(trials, chance, random.Random(seed)) <= trials


def test_nothing_and_everything_are_certain():
    assert binomial_draw(30, 0.0, random.Random(1)) == 0
    assert binomial_draw(30, 1.0, random.Random(1)) == 30


@pytest.mark.parametrize(("trials", "chance"), [(-1, 0.5), (1, 1.5), (1, -0.1)])
def test_what_is_no_number_or_no_chance_is_refused(trials, chance):
    with pytest.raises(ValueError, match="negative"):
        binomial_draw(trials, chance, random.Random(1))
