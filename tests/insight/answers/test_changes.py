"""A share then and now: what is said of it is what its interval bears out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from insight.answers.calculations import ShareChange, changes_of
from insight.answers.enums import ShareMovement
from insight.answers.pages.words import difference_words
from insight.calculations import Share
from tests.insight.test_ranking import graded

shares = st.integers(1, 300).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("before", "now", "movement", "words"),
    [
        ((10, 40), (24, 40), ShareMovement.ROSE, "35 points higher (95% interval 13 to 52)"),
        ((24, 40), (10, 40), ShareMovement.FELL, "35 points lower (95% interval −52 to −13)"),
        ((10, 40), (12, 40), ShareMovement.NO_EVIDENCE, "5 points higher (95% interval −14 to 24)"),
        ((10, 40), (10, 40), ShareMovement.NO_EVIDENCE, "the same share (95% interval −19 to 19)"),
        ((0, 9), (9, 9), ShareMovement.TOO_FEW, ""),
        ((0, 0), (20, 20), ShareMovement.TOO_FEW, ""),
    ],
)
def test_a_change_is_told_where_the_interval_tells_it(before, now, movement, words):
    change = ShareChange(Share(*before), Share(*now))

    assert (change.movement, difference_words(change)) == (movement, words)


def test_an_end_that_is_nearly_0_is_printed_on_its_side_of_it():
    change = ShareChange(Share(10, 100), Share(20, 100))

    assert (change.movement, difference_words(change)) == (ShareMovement.ROSE, "10 points higher (95% interval 0.01 to 20)")


@given(shares, shares)
def test_the_word_is_that_of_an_independent_interval(before, now):
    low, high = confint_proportions_2indep(now.count, now.n, before.count, before.n, method="newcomb", compare="diff")
    movement = ShareChange(before, now).movement

    if min(before.n, now.n) < 10:
        assert movement == ShareMovement.TOO_FEW
    elif min(abs(low), abs(high)) > 1e-9:
        told = ShareMovement.ROSE if low > 0 else ShareMovement.FELL if high < 0 else ShareMovement.NO_EVIDENCE
        assert movement == told


def test_a_domain_that_is_new_or_gone_has_nothing_on_the_other_side():
    found = changes_of(graded(old=(0, 5, 5, 0), none=(0, 0, 0, 0)), graded(new=(0, 6, 6, 0)))

    assert [(each.name, each.change.before.words, each.change.now.words) for each in found] == [
        ("New", "none graded", "6 of 12 (50%)"),
        ("Old", "5 of 10 (50%)", "none graded"),
    ]
