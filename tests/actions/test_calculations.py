"""Similar words, medians of small samples, buckets of lateness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculations.ageing import BUCKETS
from actions.calculations.effects import BeforeAndAfter
from actions.calculations.similarity import ALIKE, likeness, most_alike
from foundation.statistics import median_interval, median_of

SAME = [
    ("Update the chronology", "Update the chronology to July 2023"),
    ("Hold a planning meeting with school", "Hold planning meeting with the school and health"),
    ("Update the chronolgy", "Update the chronology"),
]
OTHER = [
    ("Update the chronology", "Hold reflective supervision about this child"),
    ("Update the assessment with the family", "Update the chronology to July 2023"),
    ("Agree the plan", "See the child alone at the next two visits"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_actions_in_similar_words_are_alike(one, other):
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_actions_about_something_else_are_not(one, other):
    assert likeness(one, other) < ALIKE


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share(one, other):
    assert 0 <= likeness(one, other) <= 1


def test_the_most_alike_come_first():
    texts = [(1, "Hold supervision"), (2, "Update the chronology to July"), (3, "Update the chronology")]

    assert most_alike("Update the chronology", texts) == [3, 2]


def test_five_values_are_too_few_for_an_interval_and_six_span_it():
    # Binomial with one half: both tails of six together 2/64 = 3.1%, of five 2/32 = 6.3%.
    assert median_interval([1, 2, 3, 4, 5]) is None
    assert median_interval([6, 1, 5, 2, 4, 3]) == (1, 6)


def test_the_interval_of_ten_leaves_out_one_on_each_side():
    # The tail of at most 1 of 10 is 11/1024 = 1.07%, of at most 2 it is 5.5%.
    assert median_interval(list(range(1, 11))) == (2, 9)


def test_of_nothing_there_is_no_median():
    assert (median_of([]), median_interval([])) == (None, None)


@given(st.integers(min_value=1, max_value=400))
def test_every_lateness_has_one_bucket(days):
    assert len([bucket for bucket in BUCKETS if bucket.first <= days <= (bucket.last or days)]) == 1


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((9, 6, 2, 0), "Too few audits to compare: 9 before and 2 after, and 3 on each side are asked for."),
        ((9, 6, 9, 6), "Later audits do not show a change for the better: this suggests not effective."),
        ((9, 6, 4, 1), "Later audits are better, but so few audits could differ as much by chance: the suggestion is effective, weakly."),
        ((20, 18, 10, 1), "Later audits are better, by more than chance alone would often give: this suggests effective."),
    ],
)
def test_the_suggestion_says_how_far_it_can_be_trusted(counts, words):
    assert BeforeAndAfter(*counts).suggestion(3) == words
