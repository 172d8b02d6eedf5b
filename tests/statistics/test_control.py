"""Control charts, held against NHSRplotthedots: its printed figures, and its rules written out again from its source."""

import math
from statistics import fmean

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foundation.statistics.autocorrelation import MOST, autocorrelation
from foundation.statistics.control import Rule, control_limits, stretches, year_on_year

FIGURES = st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 3))
# In whole numbers no comparison hangs on a last digit.
COUNTS = st.integers(-30, 30)
CLOSE = {"rel": 1e-9, "abs": 1e-9}
# The example of the package's vignette on deviations.
NHS = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]


@pytest.mark.parametrize(("screen", "upper", "lower"), [(True, 4.6, -0.72), (False, 6.95, -3.06)])
def test_the_limits_that_the_nhs_prints(screen, upper, lower):
    limits = control_limits(NHS, screen=screen)

    assert [round(each, 2) for each in (limits.upper, limits.mean, limits.lower)] == [upper, 1.94, lower]
    assert [signal.index for signal in limits.signals if signal.rule is Rule.OUTSIDE] == [4]


def limits_by_the_nhs(values: list[float]) -> tuple[float, float, float]:
    """As ptd_spc_standard.R has it."""
    ranges = np.abs(np.diff(values))
    kept = ranges[ranges < 3.267 * ranges.mean()]
    return np.mean(values), np.mean(values) - 2.66 * kept.mean(), np.mean(values) + 2.66 * kept.mean()


@given(st.lists(FIGURES, min_size=12, max_size=60))
def test_limits_are_the_mean_and_266_usual_moving_ranges(values):
    ranges = np.abs(np.diff(values))
    # Where everything else is equal the package leaves nothing; ours keeps the one range that there is.
    assume((ranges < 3.267 * ranges.mean()).any() and ranges[ranges < 3.267 * ranges.mean()].any())

    limits = control_limits(values)

    assert (limits.mean, limits.lower, limits.upper) == pytest.approx(limits_by_the_nhs(values), **CLOSE)


def signals_by_the_nhs(y: list[int], mean: float, reach: list[float], first: int) -> dict[int, tuple[Rule, bool]]:
    """As ptd_calculate_point_type.R has it: windows looked at from each of their points; what fires, and whether it lies high or rises."""
    n, side = len(y), [int(v > mean) - int(v < mean) for v in y]
    outside = [abs(v - mean) > far for v, far in zip(y, reach, strict=True)]
    within = fmean([v for v, out in zip(y[:first], outside, strict=False) if not out] or [0])
    rest = [int(v > within) - int(v < within) for v in y]
    close = [not out and abs(v - mean) > 2 / 3 * far for v, out, far in zip(y, outside, reach, strict=True)]

    def windows(place: int, length: int) -> list[range]:
        return [range(at, at + length) for at in range(max(0, place - length + 1), min(place, n - length) + 1)]

    def is_trend(w: range) -> bool:
        return len({(y[at + 1] > y[at]) - (y[at + 1] < y[at]) for at in w[:-1]} | {9}) == 2 and y[w[0]] != y[w[1]]

    trends = [any(map(is_trend, windows(place, 7))) for place in range(n)]
    found = {}
    for place in range(n):
        pair = close[place] and any(sum(close[at] for at in w) >= 2 and abs(sum(side[at] for at in w)) == 3 for w in windows(place, 3))
        # Ours asks for the same of the mean without those outside: one far out must not make a run of all others.
        run = all(any(abs(sum(of[at] for at in w)) == 7 for w in windows(place, 7)) for of in (side, rest))
        rules = [(outside[place], Rule.OUTSIDE), (trends[place], Rule.TREND), (pair, Rule.NEAR_A_LIMIT), (run, Rule.ONE_SIDE)]
        if rule := next((rule for fired, rule in rules if fired), None):
            # The package looks at the step to the right where that point is in a trend too, otherwise at the one to the left.
            goes_on = place + 1 < n and trends[place + 1] and y[place + 1] != y[place]
            rises = y[place + 1] > y[place] if goes_on else place > 0 and y[place] > y[place - 1]
            found[place] = (rule, rises if rule is Rule.TREND else side[place] > 0)
    return found


def told(limits) -> dict[int, tuple[Rule, bool]]:
    return {each.index: (each.rule, each.is_up) for each in limits.signals}


def is_clear_of_edges(values, limits) -> bool:
    """What is on an edge is decided by the last digit in the other reckoning; by the tolerance here."""
    reach = limits.upper - limits.mean
    edges = [limits.mean, *(limits.mean + sign * share * reach for sign in (1, -1) for share in (2 / 3, 1))]
    return not any(0 < abs(value - edge) < 1e-6 for value in values for edge in edges)


@given(st.lists(COUNTS, min_size=12, max_size=40), st.sampled_from([None, 12]))
def test_signals_are_those_of_the_nhs(values, fixed_on):
    limits = control_limits(values, fixed_on=fixed_on)
    assume(is_clear_of_edges(values, limits))

    reach = [limits.upper - limits.mean] * len(values)
    assert told(limits) == signals_by_the_nhs(values, limits.mean, reach, fixed_on or len(values))


@given(st.lists(COUNTS, min_size=12, max_size=40), st.integers(-50, 50), st.sampled_from([1, 2, 7]))
def test_neither_a_constant_nor_a_scale_changes_signals_and_a_mirror_mirrors_them(values, constant, scale):
    limits = control_limits(values, fixed_on=12)
    assume(is_clear_of_edges(values, limits))
    moved = control_limits([value * scale + constant for value in values], fixed_on=12)
    mirrored = control_limits([-value for value in values], fixed_on=12)

    assert told(moved) == told(limits)
    assert told(mirrored) == {place: (rule, not is_up) for place, (rule, is_up) in told(limits).items()}


@given(st.lists(COUNTS, min_size=12, max_size=40))
def test_told_backwards_the_same_points_are_signals(values):
    limits = control_limits(values)
    assume(is_clear_of_edges(values, limits))

    backwards = {len(values) - 1 - place: rule for place, (rule, _) in told(control_limits(values[::-1])).items()}

    assert backwards == {place: rule for place, (rule, _) in told(limits).items()}


@given(st.lists(COUNTS, min_size=12, max_size=12), st.lists(COUNTS, max_size=20))
def test_what_comes_after_the_first_twelve_moves_no_limit(first, later):
    alone, followed = control_limits(first), control_limits([*first, *later], fixed_on=12)

    assert (followed.mean, followed.lower, followed.upper, followed.points) == (alone.mean, alone.lower, alone.upper, 12)


def test_the_first_twelve_are_twelve_known_figures():
    first = [1, 2, None, 3, 1, None, 2, 3, 1, 2, 3, 1, 2, 3]

    assert control_limits([*first, 90, 95], fixed_on=12).mean == fmean(each for each in first if each)


@given(st.lists(FIGURES, max_size=11))
def test_under_twelve_points_limits_are_on_trial_and_there_is_no_signal_at_all(values):
    limits = control_limits(values)

    assert (limits is None) == (len(values) < 6)
    assert limits is None or (limits.is_trial, limits.signals, limits.points) == (True, (), len(values))


def test_a_trend_goes_its_own_way_wherever_the_mean_is():
    """Seven falling months on the upper side, and on across the mean: each is falling, none is high."""
    values = [50, 44, 52, 46, 53, 47, 51, 45, 50, 46, 52, 48, 52.4, 51.9, 51.3, 50.2, 49.4, 48.1, 47.2, 46.5, 49]

    found = told(control_limits(values, fixed_on=12))

    assert found == {place: (Rule.TREND, False) for place in range(12, 20)}


def test_two_near_opposite_limits_are_no_signal():
    level = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 50]
    reach = control_limits(level).upper - 50

    apart = control_limits([*level, 50 + 0.9 * reach, 50 - 0.9 * reach, 50 + 0.9 * reach], fixed_on=12)
    alike = control_limits([*level, 50 + 0.9 * reach, 50.1, 50 + 0.9 * reach], fixed_on=12)

    assert told(apart) == {}
    assert told(alike) == {12: (Rule.NEAR_A_LIMIT, True), 14: (Rule.NEAR_A_LIMIT, True)}


def test_equal_neighbours_end_a_trend():
    level = [50.0, 46, 52, 47, 53, 48, 51, 45, 50, 46, 52, 47]
    rising = [47.5, 47.9, 48.3, 48.7, 49.1, 49.5]
    held = [47.5, 47.9, 48.3, 48.3, 48.7, 49.1]

    def trend(after: list[float]) -> set[int]:
        found = told(control_limits([*level, *after, 46, 50], fixed_on=12))
        return {place for place, (rule, _) in found.items() if rule is Rule.TREND}

    assert trend(rising) == set(range(11, 18))
    assert trend(held) == set()


@given(FIGURES, st.integers(12, 40))
def test_equal_values_are_no_signal_and_the_limits_are_the_mean(value, count):
    limits = control_limits([value] * count)

    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((value, value, value), rel=1e-12)
    assert limits.signals == ()


@given(st.lists(COUNTS, min_size=12, max_size=40), st.sampled_from([0.1, 1 / 3, 1e-6, 1e6]))
def test_signals_do_not_hang_on_the_last_binary_digit(values, unit):
    edges = control_limits(values)
    assume(not any(0 < abs(value - edge) < 1e-6 for value in values for edge in (edges.lower, edges.upper, edges.mean)))

    assert control_limits([value * unit for value in values]).signals == edges.signals


def test_one_figure_that_differs_is_the_only_signal_among_equal_ones():
    assert [(each.index, each.rule) for each in control_limits([5.0] * 8 + [9.0] + [5.0] * 9).signals] == [(8, Rule.OUTSIDE)]


@pytest.mark.parametrize("gap", [2, 5])
def test_a_missing_month_ends_a_run(gap):
    above = [13.1, 13.2] * 4
    above[gap] = None
    found = {each.rule for each in control_limits([10, 14] * 6 + above + [9, 10, 9]).signals}

    assert not found & {Rule.ONE_SIDE, Rule.TREND}
    assert Rule.ONE_SIDE in {each.rule for each in control_limits([10, 14] * 6 + [13.1, 13.2] * 4 + [9, 10, 9]).signals}


def test_limits_begin_anew_where_the_level_moved():
    level, after = [50, 52, 49, 51, 50, 48, 52, 50, 51, 49, 50, 51], [70, 71, 69, 72, 70, 68, 71, 70, 69, 70, 71, 70]

    (whole,) = stretches([*level, *after])
    first, second = stretches([*level, *after], restarts=[12])

    assert {signal.index for signal in whole.limits.signals if signal.rule is Rule.OUTSIDE} == set(range(12, 24))
    assert whole.whole.mean == fmean([*level, *after])
    assert [(each.limits.mean, each.limits.signals) for each in (first, second)] == [(fmean(level), ()), (fmean(after), ())]
    assert (first.first, first.end, second.first, second.end) == (0, 12, 12, 24)


def test_a_stretch_of_few_months_has_no_limits_and_signals_keep_their_places():
    first, second, third = stretches([10, 11] * 6 + [20] * 3 + [10, 11] * 6 + [14], restarts=[12, 15, 0, 99])

    assert (first.limits.signals, second.limits, second.known) == ((), None, 3)
    assert [(each.index, each.rule) for each in third.limits.signals] == [(27, Rule.OUTSIDE)]


@given(st.lists(st.integers(0, 500), min_size=14, max_size=40))
def test_differences_of_rolling_totals_are_differences_of_months(months):
    totals = [sum(months[at - 11 : at + 1]) for at in range(11, len(months))]

    assert year_on_year(totals)[1:] == [months[at] - months[at - 12] for at in range(12, len(months))]


def test_the_recovered_month_of_the_report():
    # DOMAIN's golden fact: referrals 3,943 then 3,808, so July 2023 less July 2022 is −135.
    assert year_on_year([3943, 3808]) == [None, -135]


# Autocorrelation


@given(st.lists(FIGURES, min_size=4, max_size=40))
def test_without_a_jump_autocorrelation_is_the_usual_one(values):
    ranges = np.abs(np.diff(values))
    assume((ranges < 3.267 * ranges.mean() - 1e-9).all())
    apart = np.array(values) - np.mean(values)
    n = len(values)

    usual = (apart[:-1] * apart[1:]).sum() / (n - 1) / ((apart**2).sum() / n)

    assert autocorrelation(values) == pytest.approx(max(-1, min(1, usual)), rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("values", [[], [1.0], [88.6] * 12, [0.1 + 0.2, 0.3] * 6, [None, 4.0, None]])
def test_what_does_not_vary_resembles_nothing(values):
    assert autocorrelation(values) == 0


def likely(draws: list[list[float]], **how) -> float:
    return fmean(autocorrelation(draw, **how) <= MOST for draw in draws)


def noise(count: int) -> np.ndarray:
    return np.random.default_rng(20).normal(100, 10, (400, count))


def test_noise_has_limits_and_its_rolling_totals_have_none():
    """Why a rolling series is not charted: on pure noise nearly every chart of 24 points would show a false signal."""
    totals = [list(np.convolve(row, np.ones(12), "valid")) for row in noise(35)]

    assert fmean(bool(control_limits(row).signals) for row in totals) > 0.9
    assert (likely([list(row) for row in noise(24)]), likely(totals)) == (pytest.approx(0.9, abs=0.08), pytest.approx(0, abs=0.04))


def test_a_step_or_a_month_far_off_is_no_likeness():
    stepped = [[*row[:12], *(row[12:] + 90)] for row in noise(24)]
    fallen = [[*row[:-1], row[-1] - 90] for row in noise(24)]

    assert likely(stepped) > 0.85
    assert likely(fallen) > 0.8
    assert fmean(bool(control_limits(row).signals) for row in stepped + fallen) > 0.95


def test_a_straight_trend_is_likeness_unless_it_is_taken_out():
    rising = [list(row + np.arange(24) * 5) for row in noise(24)]

    assert likely(rising) < 0.05
    assert likely(rising, straighten=True) > 0.85


def test_parts_of_another_level_are_looked_at_apart():
    parts = [*[1, 2] * 6, *[5, 6] * 6]

    assert autocorrelation(parts, breaks=[12]) < -0.9
    assert math.isclose(autocorrelation(parts, breaks=[12]), autocorrelation([1, 2] * 6), rel_tol=0.05)
