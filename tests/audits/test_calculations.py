"""Pure functions, held by properties and by hand-worked figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.calculations import MonthProgressCounts, grades_above_lowest, is_nhs_number, person_in

BEST_FIRST = ["O", "G", "RI", "I"]
grade = st.sampled_from(BEST_FIRST)
any_answer = st.sampled_from([*BEST_FIRST, "NA", ""])


@pytest.mark.parametrize(
    ("overall", "domains", "gap"),
    [("G", ["G", "I"], 2), ("O", ["I"], 3), ("RI", ["I", "G"], 1), ("I", ["G"], 0), ("G", ["NA", ""], 0), ("", ["I"], 0)],
)
def test_gap_between_overall_and_the_lowest_domain(overall, domains, gap):
    assert grades_above_lowest(overall, domains) == gap


@given(grade, st.lists(any_answer))
def test_not_applicable_and_blank_never_change_the_gap(overall, domains):
    graded = [each for each in domains if each in BEST_FIRST]

    assert grades_above_lowest(overall, domains) == grades_above_lowest(overall, graded)


@given(grade, st.lists(grade, min_size=1), grade)
def test_one_more_domain_never_narrows_the_gap(overall, domains, added):
    assert grades_above_lowest(overall, [*domains, added]) >= grades_above_lowest(overall, domains)


@given(st.integers(0, 30), st.data())
def test_a_month_is_complete_only_when_every_audit_is_finished(audits, data):
    submitted = data.draw(st.integers(0, audits))
    finished = data.draw(st.integers(0, submitted))
    expected = data.draw(st.none() | st.integers(0, 30))
    progress = MonthProgressCounts(expected, audits, submitted, finished)

    assert (progress.state == "Audits complete") == (audits > 0 and finished == audits and submitted >= progress.aim)


def test_progress_says_what_it_is_measured_against():
    assert MonthProgressCounts(14, 14, 9, 0).words == "9 of 14 expected submitted"
    assert MonthProgressCounts(None, 6, 2, 0).words == "2 of 6 in the month submitted"


@pytest.mark.parametrize(
    ("typed", "looks_like"),
    [
        ("C-20417", ""),
        ("1048213", ""),
        ("1234567890", ""),
        ("Jamie Smith", "a name"),
        ("O’Neill", "a name"),
        ("943 476 5919", "an NHS number"),
        ("9434765919", "an NHS number"),
        ("04/07/2014", "a date"),
        ("2014-07-04", "a date"),
    ],
)
def test_a_case_id_that_gives_the_child_away_is_recognised(typed, looks_like):
    assert person_in(typed) == looks_like


@given(st.integers(0, 999_999_999))
def test_at_most_one_last_digit_makes_an_nhs_number(first_nine):
    assert sum(is_nhs_number(f"{first_nine:09}{last}") for last in range(10)) <= 1
