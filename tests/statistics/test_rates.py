from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.statistics import AtComparator, at_comparator, implied_population, months_to_reach, rate, round_half_up

# The ten pairs of count and rate that the scorecard prints, June then July 2023.
PAIRS = [
    (3943, 728.9), (3808, 703.9), (4756, 879.1), (4673, 863.8), (1882, 347.9),
    (1808, 334.2), (333, 61.6), (324, 59.9), (610, 112.8), (617, 114.1),
]  # fmt: skip

positive = st.integers(min_value=1, max_value=100_000)


def test_implied_population_of_the_ten_pairs():
    populations = [implied_population(count, per_10_000) for count, per_10_000 in PAIRS]

    assert (int(round_half_up(min(populations))), int(round_half_up(max(populations)))) == (54_058, 54_101)


@pytest.mark.parametrize(("comparator", "count", "difference"), [(90, 487, -130), (89, 481, -136)])
def test_cared_for_children_at_the_comparators_rate(comparator, count, difference):
    there = at_comparator(617, 114.1, comparator)

    assert (round_half_up(there.count), round_half_up(there.difference)) == (count, difference)


def test_section_47_enquiries_of_six_months_annualised():
    assert round_half_up(rate(941 * 2, 54_090)) == 348


def test_months_for_referrals_to_reach_the_comparator():
    assert round_half_up(months_to_reach([769.2, 746.2, 728.9, 703.9], 579.3), 1) == Decimal("5.7")


def test_a_missing_month_does_not_change_the_mean_step():
    assert months_to_reach([769.2, None, None, 703.9], 579.3) == months_to_reach([769.2, 746.2, 728.9, 703.9], 579.3)


@pytest.mark.parametrize("values", [[], [5], [5, 5], [5, 6], [None, 5]])
def test_there_is_no_month_where_the_figure_does_not_head_there(values):
    assert months_to_reach(values, 3) is None


def test_no_months_are_left_where_the_figure_is_there():
    assert months_to_reach([5, 3], 3) == 0


@given(positive, positive)
def test_a_rate_gives_back_its_population(count, population):
    assert float(implied_population(count, rate(count, population))) == pytest.approx(population)


@given(positive, positive)
def test_at_our_own_rate_nothing_changes(count, own_rate):
    assert at_comparator(count, own_rate, own_rate) == AtComparator(Decimal(count), Decimal(0))


def test_what_is_missing_stays_missing():
    assert rate(None, 5) is rate(5, None) is rate(5, 0) is implied_population(5, 0) is at_comparator(617, 114.1, None) is None
