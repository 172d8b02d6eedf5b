"""What the health of our quality assurance says of training."""

import datetime

from foundation.council.clock import frozen_clock
from insight.enums import HealthTopic
from insight.health.pages.blocks import lines_from_above
from learning.enums import EventState
from learning.models import LearningEvent
from tests.learning.test_impact import AUGUST, sampled, trained
from tests.month_grades import JULY, JUNE, OVERALL, add_month, june
from tests.reading import text_of

__all__ = ["june", "trained"]


def line(first=JUNE, last=datetime.date(2023, 7, 31)) -> str:
    return lines_from_above(first, last)[HealthTopic.IMPACT]


def test_a_training_with_its_domains_and_a_sample_before_and_after(lead, auditor, trained):
    held = "One training or practice week was held in these months: 1 names the domains that it should move"
    assert line() == f"{held}, 0 have a dip sample before and after."
    sampled(lead, auditor, trained, 2, 12)
    assert line() == f"{held}, 1 has a dip sample before and after."


def test_of_several_and_of_none(lead, trained):
    day = {"first_day": JULY, "last_day": JULY, "planned_on": JULY, "state": EventState.HELD}
    LearningEvent.objects.create(kind="week", name="Practice week", organiser=lead.person, **day)
    LearningEvent.objects.create(kind="meeting", name="Meeting", organiser=lead.person, **day)

    assert line() == (
        "2 trainings and practice weeks were held in these months: 1 names the domains that it should move, 0 have a dip sample before "
        "and after."
    )
    assert line(AUGUST, AUGUST) == "No training or practice week was held in these months."


def test_it_is_on_the_page_of_health(lead, trained):
    add_month(JULY, {OVERALL: "G " * 9}, {OVERALL: "G " * 9})
    said = "1 names the domains that it should move, 0 have a dip sample before and after."
    with frozen_clock(AUGUST):
        assert said in text_of(lead.get("/insight/health/?from=2023-06&to=2023-07"))
