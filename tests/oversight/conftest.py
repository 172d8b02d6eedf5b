"""A meeting on June, its record, and the plan of Elm Team."""

import datetime

import pytest

from foundation.council.clock import frozen_clock
from oversight.models import CheckAndChallenge, MeetingDecision, TeamPlan
from oversight.services import add_decision, hold_meeting, plan_meeting, write_minutes, write_team_plan
from tests.replay import replayed

# The day of these tests.
THE_DAY = datetime.date(2023, 8, 1)
MINUTES = "The grades ring true, but for assessment.\n\n- Two audits had no reason\n- One was graded up"
DECISION = "Every audit says why its overall grade is not that of its worst domain"
DUE = datetime.date(2023, 8, 31)


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def meeting(lead, head_of_service, director, cycle) -> CheckAndChallenge:
    return plan_meeting(
        actor=lead.person,
        cycle=cycle,
        held_on=THE_DAY,
        chair=head_of_service.person,
        people=[director.person],
        others=["Jo Blake, designated nurse"],
    )


@pytest.fixture
@replayed
def held(meeting, lead, submitted_audit) -> CheckAndChallenge:
    present = [row.pk for row in meeting.attendances.all() if row.person_id != meeting.chair_id or row.name]
    return hold_meeting(actor=lead.person, meeting=meeting, held_on=THE_DAY, present=present)


@pytest.fixture
@replayed
def minuted(held, lead) -> CheckAndChallenge:
    return write_minutes(actor=lead.person, meeting=held, minutes=MINUTES)


@pytest.fixture
@replayed
def decision(held, lead, team_manager) -> MeetingDecision:
    return add_decision(actor=lead.person, meeting=held, text=DECISION, owner=team_manager.person, due=DUE)


@pytest.fixture
@replayed
def plan(team_manager, elm_team) -> TeamPlan:
    return write_team_plan(
        actor=team_manager.person,
        team=elm_team,
        aims="Every child is seen alone.",
        next_steps="- Ask each child how they want to be heard",
        priorities=[("Visits alone", None)],
        review_on=datetime.date(2023, 11, 1),
    )
