"""What follows an inspection by the published rules."""

import datetime

import pytest

from inspections.calculations.following import FollowingRule, GradesGiven, comes_next, months_after
from inspections.enums import FollowedBy, InspectionKind

ENDED = datetime.date(2023, 6, 23)
OLD = FollowingRule(FollowedBy.OVERALL, 2, 36, 1, 2, 3)
NEW = FollowingRule(FollowedBy.LEADERS_AND_PRACTICE, 2, 36, 1, 2, 3)


@pytest.mark.parametrize(
    ("rule", "grades", "kind", "visits"),
    [
        (OLD, GradesGiven("O", "", ()), InspectionKind.SHORT, 1),
        (OLD, GradesGiven("G", "RI", ("RI", "RI", "RI")), InspectionKind.SHORT, 1),
        (OLD, GradesGiven("RI", "G", ("G", "G", "G")), InspectionKind.STANDARD, 2),
        (NEW, GradesGiven("", "G", ("G", "RI", "O")), InspectionKind.SHORT, 1),
        (NEW, GradesGiven("", "G", ("G", "RI", "RI")), InspectionKind.STANDARD, 2),
        (NEW, GradesGiven("", "RI", ("G", "G", "G")), InspectionKind.STANDARD, 2),
    ],
)
def test_grades_decide_which_inspection_follows(rule, grades, kind, visits):
    found = comes_next(grades, rule, ENDED)

    assert (found.kind, found.visits, found.about, found.next_monitoring) == (kind, visits, datetime.date(2026, 6, 1), None)


@pytest.mark.parametrize(
    ("rule", "grades"),
    [(OLD, GradesGiven("I", "G", ("G",))), (NEW, GradesGiven("", "G", ("G", "G", "I"))), (NEW, GradesGiven("", "I", ("G",)))],
)
def test_inadequate_is_followed_by_monitoring_visits(rule, grades):
    first = comes_next(grades, rule, ENDED)
    later = comes_next(grades, rule, ENDED, last_monitoring=datetime.date(2023, 11, 8))

    assert (first.kind, first.next_monitoring) == (InspectionKind.STANDARD, datetime.date(2023, 9, 1))
    assert later.next_monitoring == datetime.date(2024, 2, 1)


@pytest.mark.parametrize(
    ("rule", "grades"), [(OLD, GradesGiven("", "G", ("G", "G"))), (NEW, GradesGiven("", "", ())), (NEW, GradesGiven("G", "", ("G",)))]
)
def test_without_the_grades_that_decide_nothing_is_said(rule, grades):
    assert comes_next(grades, rule, ENDED) is None


def test_visits_that_were_made_are_no_longer_expected():
    found = comes_next(GradesGiven("RI", "", ()), OLD, ENDED, visits=3)

    assert (found.visits, found.visits_made, found.visits_left) == (2, 3, 0)


def test_months_are_counted_over_the_end_of_a_year():
    assert months_after(datetime.date(2023, 11, 30), 3) == datetime.date(2024, 2, 1)
