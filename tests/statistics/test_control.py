"""Control charts and projections, against scipy and definitions worked out another way."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, stats
from statsmodels.api import OLS, add_constant

from foundation.statistics.control import Rule, control_limits, year_on_year
from foundation.statistics.projections import Heading, fit, project, student_t_cdf, student_t_quantile

FIGURES = st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 3))
CLOSE = {"rel": 1e-9, "abs": 1e-9}


def d2() -> float:
    """The mean range of two draws from a standard normal: of |X − Y|, where X − Y is normal with variance 2."""
    density = stats.norm(scale=math.sqrt(2)).pdf
    return 2 * integrate.quad(lambda x: x * density(x), 0, math.inf)[0]


@given(st.lists(FIGURES, min_size=12, max_size=60))
def test_limits_are_the_mean_and_three_standard_deviations_by_moving_ranges(values):
    limits = control_limits(values)

    reach = 3 * np.abs(np.diff(values)).mean() / d2()
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx(
        (np.mean(values), np.mean(values) - reach, np.mean(values) + reach), **CLOSE
    )


@given(st.lists(FIGURES, max_size=11))
def test_under_twelve_points_there_is_no_signal_at_all(values):
    assert control_limits(values) is None


def test_a_point_far_out_is_a_signal_and_named():
    limits = control_limits([10, 20] * 10 + [80])

    assert [(signal.index, signal.rule) for signal in limits.signals] == [(20, Rule.OUTSIDE)]


def test_eight_in_a_row_on_one_side_are_a_signal():
    values = [10, 14] * 6 + [13.1, 13.2, 13.1, 13.2, 13.1, 13.2, 13.1, 13.2, 11]

    assert Rule.ONE_SIDE in {signal.rule for signal in control_limits(values).signals}


def test_a_missing_month_ends_a_run():
    values = [10, 14] * 6 + [13.1, 13.2, 13.1, 13.2, None, 13.2, 13.1, 13.2, 13.1, 11]

    assert Rule.ONE_SIDE not in {signal.rule for signal in control_limits(values).signals}


def test_noise_rarely_signals_where_its_rolling_total_nearly_always_would():
    """Why a rolling series is never charted: 24 points of pure noise, 200 times."""
    draw = np.random.default_rng(20)
    months = draw.normal(100, 10, (200, 36))
    honest = sum(bool(control_limits(list(row[-24:])).signals) for row in months)
    rolling = sum(bool(control_limits(list(np.convolve(row, np.ones(12), "valid")[-24:])).signals) for row in months)

    assert honest < 100 < 180 < rolling


@given(st.lists(st.integers(0, 500), min_size=14, max_size=40))
def test_differences_of_rolling_totals_are_differences_of_months(months):
    totals = [sum(months[at - 11 : at + 1]) for at in range(11, len(months))]

    assert year_on_year(totals)[1:] == [months[at] - months[at - 12] for at in range(12, len(months))]


def test_the_recovered_month_of_the_report():
    # DOMAIN's golden fact: referrals 3,943 then 3,808, so July 2023 less July 2022 is −135.
    assert year_on_year([3943, 3808]) == [None, -135]


@given(st.floats(-50, 50, allow_nan=False), st.integers(1, 120))
def test_students_distribution_is_scipys(t, freedom):
    assert student_t_cdf(t, freedom) == pytest.approx(stats.t.cdf(t, freedom), **CLOSE)


@given(st.floats(0.51, 0.9999), st.integers(1, 120))
def test_its_quantiles_are_scipys(probability, freedom):
    assert student_t_quantile(probability, freedom) == pytest.approx(stats.t.ppf(probability, freedom), rel=1e-9, abs=1e-9)


def ordinary_least_squares(values: list[float]) -> tuple[float, float, float]:
    """The slope, its standard error, and the line's height at the last point."""
    found = OLS(values, add_constant(np.arange(len(values), dtype=float))).fit()
    return found.params[1], found.bse[1], found.params[0] + found.params[1] * (len(values) - 1)


@given(st.lists(FIGURES, min_size=3, max_size=40))
def test_the_line_is_that_of_ordinary_least_squares(values):
    slope, error, last = ordinary_least_squares(values)

    ours = fit(values)

    assert (ours.slope, ours.error, ours.last) == pytest.approx((slope, error, last), rel=1e-9, abs=1e-9)


@given(st.lists(FIGURES, min_size=6, max_size=40, unique=True), FIGURES)
def test_the_range_is_the_slopes_interval_carried_through(values, target):
    slope, error, _ = ordinary_least_squares(values)
    reach, gap = stats.t.ppf(0.975, len(values) - 2) * error, target - values[-1]
    assume(abs(slope) > 1e-6 and abs(abs(slope) - reach) > 1e-6)

    found = project(values, target)

    if gap == 0:
        assert found.heading == Heading.THERE_ALREADY
    elif gap * slope < 0:
        assert found.heading == Heading.NOT_THERE
    else:
        assert found.months == pytest.approx(gap / slope, **CLOSE)
        assert found.earliest == pytest.approx(abs(gap) / (abs(slope) + reach), **CLOSE)
        latest = abs(gap) / (abs(slope) - reach) if abs(slope) > reach else None
        assert found.latest == (None if latest is None else pytest.approx(latest, rel=1e-7))


@pytest.mark.parametrize(
    ("values", "target", "lower", "heading"),
    [
        ([5, 4, 3, 2, 1], 0, True, Heading.TOO_FEW),
        ([8, 7, 6, 5, 4, 3, 2], 3, True, Heading.THERE_ALREADY),
        ([8, 7, 6, 5, 4, 3, 2], 9, False, Heading.NOT_THERE),
        ([8, 7, 6, 5.5, 4, 3, 2], 0, True, Heading.THERE),
    ],
)
def test_where_a_figure_is_heading(values, target, lower, heading):
    assert project(values, target, lower_is_better=lower).heading == heading
