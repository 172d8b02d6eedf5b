"""A training of the head of service, on whose day these tests are, with two people invited."""

import datetime

import pytest

from foundation.council.clock import frozen_clock
from learning.enums import EventKind
from learning.models import Invitation, LearningEvent
from learning.services.events import plan_event
from learning.services.inviting import invite
from tests.people import Visitor
from tests.replay import replayed

# The day of these tests, and of the training.
THE_DAY = datetime.date(2023, 8, 1)


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def training(head_of_service) -> LearningEvent:
    return plan_event(
        actor=head_of_service.person,
        kind=EventKind.TRAINING,
        name="Analysis in assessments",
        first_day=THE_DAY,
        starts_at=datetime.time(9, 30),
        ends_at=datetime.time(12, 0),
        place="Town Hall",
        facilitators=[("Ruth Ashworth", "Meridian Practice Partners")],
    )


@pytest.fixture
@replayed
def invited(training, head_of_service, worker, team_manager) -> list[Invitation]:
    return invite(actor=head_of_service.person, event=training, people=[worker.person, team_manager.person])


def invitation_of(event: LearningEvent, visitor: Visitor) -> Invitation:
    return Invitation.objects.get(event=event, person=visitor.person)
