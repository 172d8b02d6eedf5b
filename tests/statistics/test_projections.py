"""When a figure would reach a target: against scipy, a search, and walks that were really walked."""

import math
from statistics import fmean

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from foundation.statistics.autocorrelation import MOST, autocorrelation
from foundation.statistics.projections import NoRange, Reached, range_to_reach, student_t_cdf, student_t_quantile

FIGURES = st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 3))
CLOSE = {"rel": 1e-9, "abs": 1e-9}


@given(st.floats(-50, 50, allow_nan=False), st.integers(1, 120))
def test_students_distribution_is_scipys(t, freedom):
    assert student_t_cdf(t, freedom) == pytest.approx(stats.t.cdf(t, freedom), **CLOSE)


@given(st.floats(0.51, 0.9999), st.integers(1, 120))
def test_its_quantiles_are_scipys(probability, freedom):
    assert student_t_quantile(probability, freedom) == pytest.approx(stats.t.ppf(probability, freedom), rel=1e-9, abs=1e-9)


@given(st.lists(FIGURES, min_size=12, max_size=30), FIGURES)
def test_the_range_holds_every_month_whose_deviate_students_t_allows(values, target):
    steps, gap = np.diff(values), target - values[-1]
    pace, scatter, freedom = steps[-3:].mean(), steps[:-3].std(ddof=1), len(steps) - 4
    assume(scatter > 0.01 and abs(pace) > 0.01 and gap * pace > 0.01 and autocorrelation(list(steps)) <= MOST)

    found = range_to_reach(values, target)

    def p(months: float) -> float:
        deviate = abs(pace * months - gap) / (scatter * math.sqrt(months + months**2 / 3))
        return 2 * stats.t.sf(deviate, freedom)

    assert p(found.earliest) == pytest.approx(0.05, rel=1e-5)
    assert found.earliest <= gap / pace
    if found.latest is None:
        assert p(1e12) > 0.05 - 1e-6
    else:
        assert p(found.latest) == pytest.approx(0.05, rel=1e-4)
        assert found.latest >= gap / pace


def walks(*, likeness: float = 0.0, months: int = 13, drift: float = -1.0) -> np.ndarray:
    draws = np.random.default_rng(7).normal(0, 1, (600, months + 400))
    for at in range(1, draws.shape[1]):
        draws[:, at] += likeness * draws[:, at - 1]
    return np.cumsum(draws + drift, axis=1)


def rolling(noise: float) -> np.ndarray:
    months = np.random.default_rng(9).normal(0, noise, (600, 424)) - np.arange(424)
    return np.apply_along_axis(lambda row: np.convolve(row, np.ones(12), "valid"), 1, months)


@pytest.mark.parametrize(
    ("walked", "gap"),
    [(walks(), -8), (walks(drift=-0.3), -8), (walks(drift=-3), -8), (walks(likeness=0.44), -8), (rolling(3), -60), (rolling(10), -120)],
    ids=["even", "slow", "fast", "steps alike", "rolling totals", "noisy rolling totals"],
)
def test_the_range_holds_when_the_target_is_really_reached(walked, gap):
    """Of all walks for which a range is given; a month is over only at its end."""
    held = []
    for walk in walked:
        found = range_to_reach(list(walk[:13]), walk[12] + gap)
        if isinstance(found, Reached):
            arrived = np.nonzero(walk[13:] <= walk[12] + gap)[0]
            months = arrived[0] + 1 if len(arrived) else math.inf
            held.append(math.floor(found.earliest) <= months and (found.latest is None or months - 1 <= found.latest))

    assert len(held) > 150
    assert fmean(held) > 0.93


@pytest.mark.parametrize(
    ("values", "target", "found"),
    [
        ([5, 4], 0, NoRange(2)),
        ([9, None, 5, 4, 3, 2], 0, NoRange(4)),
        ([8, 7, 6, 5, 4, 3, 2], 0, NoRange(7)),
        ([8, 7, 6, 5, 4, 3, 2], 9, None),
        ([8, 7, 6, 5, 5, 5, 5], 9, None),
        ([1, 2, None], 9, NoRange(1)),
    ],
)
def test_where_there_is_no_range(values, target, found):
    assert range_to_reach(values, target) == found


def test_steps_that_resemble_each_other_have_no_range():
    steps = [1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3, 4]

    found = range_to_reach(list(np.cumsum([100, *steps]).astype(float)), 200)

    assert (found.months, found.autocorrelation > 0.5) == (13, True)


def test_even_steps_have_a_range_of_no_width():
    found = range_to_reach([float(value) for value in range(40, 20, -1)], 11)

    assert (found.earliest, found.latest) == (10, 10)
