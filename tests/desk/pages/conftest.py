import datetime

import pytest

from actions.services import raise_action
from foundation.council.clock import frozen_clock
from tests.replay import replayed


@pytest.fixture(autouse=True)
def _the_day():
    """The day on which the June audits are due."""
    with frozen_clock(datetime.date(2023, 6, 23)):
        yield


@pytest.fixture
@replayed
def action(lead, worker):
    due = datetime.date(2040, 8, 1)
    return raise_action(actor=lead.person, what="Update the chronology", why="It stops in March.", owner=worker.person, due=due)
