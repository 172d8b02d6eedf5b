"""The fact of what was graded before and after an event."""

import datetime

import pytest

from foundation.council.clock import frozen_clock
from insight.facts import facts_in
from learning.services.events import change_event, unhold_event
from tests.learning.test_impact import AUGUST, graded_since, trained
from tests.month_grades import JUNE, OVERSIGHT, RELATIONSHIP, june

__all__ = ["june", "trained"]


@pytest.fixture
def graded(trained) -> None:
    graded_since("G " * 12, **{OVERSIGHT: "G " * 8 + "RI " * 4, RELATIONSHIP: "G " * 4 + "RI " * 8})


def told(first=AUGUST, last=AUGUST) -> list[str]:
    return [fact.sentence for fact in facts_in(first, last) if fact.kind == "before_and_after"]


def test_each_domain_that_it_should_move(trained, graded):
    event = "“Supervision that decides” (training, 12 July 2023)"

    assert told() == [
        f"After {event}, audits of August 2023 were graded Good or better in {OVERSIGHT} in 8 of 12 (67%), those of June 2023 in "
        "0 of 14 (0%): there is evidence of a rise.",
        f"After {event}, audits of August 2023 were graded Good or better in {RELATIONSHIP} in 4 of 12 (33%), those of June 2023 in "
        "4 of 14 (29%): no evidence of a change.",
    ]


def test_its_figures_and_the_audits_behind(trained, graded):
    found = next(fact for fact in facts_in(AUGUST, AUGUST) if fact.kind == "before_and_after")

    assert found.figures == {
        "event": trained.number,
        "domain": OVERSIGHT,
        "before": {"from": "2023-06", "to": "2023-06", "count": 0, "n": 14},
        "after": {"from": "2023-08", "to": "2023-08", "count": 8, "n": 12},
    }
    assert (found.months, found.least, found.parts) == ((JUNE, AUGUST), 12, (0, 14, 8, 4))


def test_nothing_is_told_of_few_audits_of_another_period_or_of_what_was_not_held(lead, trained):
    graded_since("G " * 9, **{OVERSIGHT: "G " * 9})
    assert told() == []


def test_nothing_is_told_before_a_month_after_it_or_once_it_was_not_held(lead, trained, graded):
    assert told(JUNE, JUNE) == []
    with frozen_clock(datetime.date(2023, 9, 1)):
        unhold_event(actor=lead.person, event=trained)
    assert told() == []


def test_an_event_that_names_no_domain_tells_nothing(lead, trained, graded):
    with frozen_clock(datetime.date(2023, 9, 1)):
        change_event(actor=lead.person, event=trained, domains=[])
    assert told() == []


def test_its_page_shows_the_audits_behind_it(lead, trained, graded):
    found = next(fact for fact in facts_in(AUGUST, AUGUST) if fact.kind == "before_and_after")
    with frozen_clock(datetime.date(2023, 9, 1)):
        page = lead.get(f"/insight/facts/{found.key}/")

    assert page.status_code == 200
    assert found.sentence in page.content.decode()
