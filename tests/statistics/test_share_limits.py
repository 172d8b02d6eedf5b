"""Control charts of shares of small numbers (p charts): limits by each month's own number."""

from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foundation.statistics.control import Band, Rule, share_limits, stretches
from tests.statistics.test_control import signals_by_the_nhs, told

# Four or six of 25 a month: a mean of 20%, and three standard errors of √(20 × 80 ÷ 25) = 8 points each.
USUAL = [16, 24] * 6
COUNTS_OF = st.integers(1, 40).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def test_limits_are_three_standard_errors_of_each_months_own_number():
    limits = share_limits([*USUAL, 20, 20], [25] * 12 + [100, 400], fixed_on=12)

    assert limits.mean == 20
    # 20 − 24 lies below 0, where no share can be; of 100 an error is 4 points, of 400 it is 2.
    assert [limits.bands[place] for place in (0, 12, 13)] == [Band(0, 44), Band(8, 32), Band(14, 26)]
    assert limits.varies


def test_the_same_share_is_a_signal_of_many_and_none_of_few():
    assert told(share_limits([*USUAL, 40], [25] * 12 + [25], fixed_on=12)) == {}
    assert told(share_limits([*USUAL, 40], [25] * 12 + [100], fixed_on=12)) == {12: (Rule.OUTSIDE, True)}


def test_the_mean_counts_every_one_alike():
    # 10 of 10 and 0 of 90, six times: 10%, and not the 50% that the shares have as a mean.
    assert share_limits([100, 0] * 6, [10, 90] * 6).mean == 10


def test_a_share_of_nothing_is_a_gap():
    limits = share_limits([*USUAL[:6], 0, *USUAL[6:]], [25] * 6 + [0] + [25] * 6)

    assert (limits.bands[6], limits.mean, limits.points, limits.signals) == (None, 20, 12, ())


@pytest.mark.parametrize("share", [0, 100])
def test_none_or_all_of_twelve_months_leave_nothing_to_draw_limits_from(share):
    assert share_limits([share] * 12, [14] * 12) is None


@given(st.integers(1, 99), st.lists(st.integers(1, 60), min_size=12, max_size=30))
def test_equal_shares_are_no_signal_whatever_they_are_of(share, totals):
    assert share_limits([share] * len(totals), totals, fixed_on=12).signals == ()


@given(st.lists(COUNTS_OF, min_size=12, max_size=30))
def test_signals_are_those_of_the_nhs_with_limits_by_month(counted):
    shares, totals = [count * 100 / total for count, total in counted], [total for _, total in counted]
    limits = share_limits(shares, totals, fixed_on=12)
    assume(limits is not None)
    reach = [3 * sqrt(limits.mean * (100 - limits.mean) / total) for total in totals]
    edges = [
        (limits.mean + sign * part * far, share)
        for share, far in zip(shares, reach, strict=True)
        for sign in (1, -1)
        for part in (0, 2 / 3, 1)
    ]
    assume(not any(abs(share - edge) < 1e-6 for edge, share in edges))
    assume(len(set(shares)) == len({round(share, 6) for share in shares}))

    assert told(limits) == signals_by_the_nhs(shares, limits.mean, reach, 12)


@given(st.lists(COUNTS_OF, min_size=12, max_size=30))
def test_those_who_are_not_counted_mirror_those_who_are(counted):
    totals = [total for _, total in counted]
    limits = share_limits([count * 100 / total for count, total in counted], totals, fixed_on=12)
    others = share_limits([(total - count) * 100 / total for count, total in counted], totals, fixed_on=12)
    assume(limits is not None)

    assert {place: (rule, not is_up) for place, (rule, is_up) in told(limits).items()} == told(others)


def test_a_restart_draws_them_again_from_its_own_first_twelve():
    shares, totals = [*USUAL, *([60, 68] * 6)], [25] * 24

    first, second = stretches(shares, [12], totals)

    assert (first.limits.mean, second.limits.mean) == (20, 64)
    assert (first.limits.signals, second.limits.signals) == ((), ())
    (whole,) = stretches(shares, (), totals)
    assert {each.index for each in whole.limits.signals if each.rule is Rule.OUTSIDE} == set(range(12, 24))
