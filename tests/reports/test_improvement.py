"""The improvement plan in the report: what is open, and what was closed since its first month."""

import datetime

import pytest

from foundation.council.clock import frozen_clock
from inspections.services.plan import close_priority, set_priority
from reports.composing import improvement
from reports.composing.improvement import NO_PLAN, improvement_plan
from reports.queries.drafts import draft_of

ON = datetime.date(2023, 9, 4)


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(ON):
        yield


def add(lead, owner, name: str, due: datetime.date, set_on: datetime.date):
    with frozen_clock(set_on):
        return set_priority(actor=lead.person, name=name, good_looks_like="Everybody can see it.", owner=owner.person, due=due)


def test_the_plan_is_given_as_it_is_on_the_day_without_names(lead, service_manager, written_report):
    add(lead, service_manager, "Plans", datetime.date(2023, 8, 31), datetime.date(2023, 5, 1))
    add(lead, service_manager, "Drift", datetime.date(2023, 12, 1), datetime.date(2023, 5, 1))
    for name, closed_on in (("Missing", datetime.date(2023, 6, 20)), ("Older", datetime.date(2023, 5, 20))):
        priority = add(lead, service_manager, name, datetime.date(2023, 7, 1), datetime.date(2023, 5, 1))
        with frozen_clock(closed_on):
            close_priority(actor=lead.person, priority=priority, reached="Done.")
    said, table = improvement_plan(draft_of(written_report), ON)

    assert said.text == "2 of the improvement plan’s priorities are open on 4 September 2023, 1 past the date."
    assert [[cell.shown for cell in row] for row in table.rows] == [
        ["Missing", "Everybody can see it.", "1 July 2023", "0", "Closed"],
        ["Plans", "Everybody can see it.", "31 August 2023", "0", "Overdue"],
        ["Drift", "Everybody can see it.", "1 December 2023", "0", "Open"],
    ]


def test_without_a_plan_that_is_said(written_report):
    assert [block.text for block in improvement_plan(draft_of(written_report), ON)] == [NO_PLAN]
    assert improvement.HEADER[0] == "Priority"
