import datetime

import pytest

from foundation.council.clock import frozen_clock
from observations.enums import ObservationType
from observations.models import Observation
from observations.services import assign_observation, record_observation
from tests.replay import replayed

# The day of these tests.
THE_DAY = datetime.date(2023, 6, 14)
SEEN = {
    "seen_on": datetime.date(2023, 6, 12),
    "seen": "The review heard the young person first.",
    "strengths": "Plain words.",
    "learning": "Minutes on the same day.",
    "family_feedback": "She felt listened to.",
}


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def planned(lead, cycle, observer, worker) -> Observation:
    return assign_observation(
        actor=lead.person,
        cycle=cycle,
        kind=ObservationType.REVIEW_MEETING,
        observer=observer.person,
        practitioner=worker.person,
        due=datetime.date(2023, 6, 23),
    )


@pytest.fixture
@replayed
def recorded(planned, observer) -> Observation:
    return record_observation(actor=observer.person, observation=planned, **SEEN)
