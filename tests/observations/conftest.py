import datetime

import pytest

from foundation.council.clock import frozen_clock
from observations.models import Observation
from observations.services.observing import record_observation
from observations.services.planning import assign_observation
from tests.observation_kinds import REVIEW_MEETING, observation_kind
from tests.replay import replayed

# The day of these tests.
THE_DAY = datetime.date(2023, 6, 14)
SEEN = {
    "seen_on": datetime.date(2023, 6, 12),
    "seen": "The review heard the young person first.",
    "strengths": "Plain words.",
    "learning": "Minutes on the same day.",
    "child_feedback": "She felt listened to.",
    "consent": "given",
}
# As the form sends it: the words have another name there.
POSTED = {name: value for name, value in SEEN.items() if name != "seen"}
POSTED |= {"seen_on": "2023-06-12", "what": SEEN["seen"], "feedback": "child_feedback"}


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
        kind=observation_kind(REVIEW_MEETING),
        observer=observer.person,
        practitioner=worker.person,
        due=datetime.date(2023, 6, 23),
    )


@pytest.fixture
@replayed
def recorded(planned, observer) -> Observation:
    return record_observation(actor=observer.person, observation=planned, **SEEN)
