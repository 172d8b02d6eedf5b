from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.statistics import change, plain, round_half_up

figures = st.decimals(min_value=0, max_value=20_000, places=1)


def test_a_percentage_changes_in_percentage_points():
    dental_checks = change(62, 75, "percent")

    assert (dental_checks.amount, dental_checks.kind) == (13, "percentage points")
    assert round_half_up(dental_checks.relative) == 21
    assert dental_checks.words() == "13 percentage points higher"


def test_a_rate_changes_in_per_cent():
    plans = change(66, 59, "rate per 10000 children")

    assert (round_half_up(plans.amount, 1), plans.kind) == (Decimal("-10.6"), "%")
    assert plans.words() == "11% lower"


@pytest.mark.parametrize(("baseline", "needed"), [(840, "-26.0"), (897, "-30.7")])
def test_the_fall_needed_to_reach_the_comparator_depends_on_the_baseline(baseline, needed):
    assert round_half_up(change(baseline, 622, "rate per 10000 children").amount, 1) == Decimal(needed)


@pytest.mark.parametrize(
    ("previous", "current", "unit", "words"),
    [
        (26, 26, "percent", "unchanged"),
        (68.2, 66.5, "percent", "1.7 percentage points lower"),
        (67.7, 56.1, "percent", "11.6 percentage points lower"),
        (11, 10, "percent", "1 percentage point lower"),
        (3943, 3808, "number", "3.4% lower"),
        (100, 300, "number", "200% higher"),
        (0, 5, "number", "from 0 to 5"),
        (0, 0, "number", "unchanged"),
        (0, 5, "percent", "5 percentage points higher"),
        (100_000, 100_001, "number", "less than 0.1% higher"),
    ],
)
def test_words_say_how_much_and_which_way(previous, current, unit, words):
    assert change(previous, current, unit).words() == words


@pytest.mark.parametrize(
    ("previous", "current", "unit", "decimals", "words"),
    [
        # Printed as 26 and 25, which would be a point; and as 26 and 26, which would be nothing.
        (25.6, 25.3, "percent", 0, "0.3 percentage points lower (25.6 to 25.3 before rounding)"),
        (25.6, 25.7, "percent", 0, "0.1 percentage points higher (25.6 to 25.7 before rounding)"),
        (66.54, 66.46, "percent", 1, "0.1 percentage points lower (66.54 to 66.46 before rounding)"),
        (66.54, 66.56, "percent", 1, "less than 0.1 percentage points higher (66.54 to 66.56 before rounding)"),
        (68.2, 66.5, "percent", 1, "1.7 percentage points lower"),
        (0.4, 0.6, "number", 0, "50% higher (0.4 to 0.6 before rounding)"),
        (3943, 3808, "number", 0, "3.4% lower"),
    ],
)
def test_words_beside_printed_figures_do_not_contradict_them(previous, current, unit, decimals, words):
    assert change(previous, current, unit).words_beside(decimals) == words


@given(figures, figures, st.sampled_from(["percent", "number"]), st.integers(0, 1))
def test_a_change_always_agrees_with_the_figures_that_stand_beside_it(previous, current, unit, decimals):
    moved = change(previous, current, unit)
    places = moved.places(decimals)

    assert change(round_half_up(previous, places), round_half_up(current, places), unit).words() == moved.words()


@pytest.mark.parametrize(("previous", "current"), [(None, 7.74), (7.74, None), (None, None)])
def test_a_missing_figure_has_no_change(previous, current):
    assert change(previous, current, "percent") is None


def test_from_zero_there_is_no_percentage():
    assert change(0, 5, "number").amount is None
    assert change(0, 5, "percent").relative is None


@given(figures, figures)
def test_direction_is_the_sign_of_the_change_and_turns_round_with_it(previous, current):
    opposite = {"up": "down", "down": "up", "same": "same"}

    assert change(current, previous, "number").direction == opposite[change(previous, current, "number").direction]


@given(figures.filter(bool), figures)
def test_the_change_leads_from_the_baseline_to_the_figure(previous, current):
    moved = change(previous, current, "number")

    assert float(previous * (1 + moved.amount / 100)) == pytest.approx(float(current), abs=1e-6)


@pytest.mark.parametrize(("value", "decimals", "rounded"), [(2.5, 0, "3"), (-2.5, 0, "-3"), (1.005, 2, "1.01"), (-0.2, 0, "0")])
def test_halves_are_rounded_away_from_zero(value, decimals, rounded):
    assert str(round_half_up(value, decimals)) == rounded


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        round_half_up(value)


@pytest.mark.parametrize(("value", "figure"), [(14013, "14,013"), (28.4, "28.4"), (-135, "\N{MINUS SIGN}135"), (Decimal("27.0"), "27")])
def test_figures_are_plain(value, figure):
    assert plain(value) == figure
