"""How long something took, in words."""

from datetime import timedelta

import pytest

from audits.calculations.durations import in_words
from foundation.statistics import median_of


@pytest.mark.parametrize(
    ("took", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=35, seconds=59), "35 minutes"),
        (timedelta(hours=2, minutes=5), "2 hours 5 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=3, hours=4, minutes=59), "3 days 4 hours"),
        (timedelta(days=1, minutes=3), "1 day"),
    ],
)
def test_the_two_largest_units_are_said(took, words):
    assert in_words(took) == words


def test_the_median_of_an_even_count_lies_between_the_middle_two():
    assert median_of([timedelta(minutes=10), timedelta(minutes=90), timedelta(minutes=30), timedelta(minutes=20)]) == timedelta(minutes=25)


def test_nothing_has_no_median():
    assert median_of([]) is None
