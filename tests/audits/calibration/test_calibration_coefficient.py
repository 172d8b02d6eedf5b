"""A coefficient over a calibration round: of ten pairs of grades or none."""

import pytest

from audits.calibration.calculations import Spread
from audits.calibration.pages.discussions import Discussion, RoundItemRow
from audits.calibration.queries.rounds import RoundItem
from audits.models import CalibrationOutcome


def said(*places: str) -> str:
    """Each place the grades that people gave there."""
    people = [f"Person {number}" for number in range(max(len(place.split()) for place in places))]
    rows = [RoundItemRow(RoundItem(None), (), Spread(place.split()), CalibrationOutcome()) for place in places]
    return Discussion(people, rows).coefficient_words


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (("G RI", "G G"), "Too few places were graded by two people for a coefficient."),
        # Two people in six places are six pairs.
        (("G RI", "G G", "RI RI", "G G", "I RI", "G G"), "Too few pairs of grades for a coefficient: it needs 10."),
        (("G G G", "G G G", "G G G", "G G G"), "All one grade: agreement beyond chance cannot be judged."),
    ],
)
def test_of_few_grades_there_is_none(places, words):
    assert said(*places) == words


def test_of_twelve_pairs_there_is_one():
    assert said("G RI G", "G G G", "RI RI I", "G G O").startswith("Gwet’s AC2 over 3 people and 4 places, linearly weighted: 0.")
