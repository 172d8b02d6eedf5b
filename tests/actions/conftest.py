import pytest

from actions.models import Action, ActionRules
from actions.services import mark_done
from foundation.council.clock import frozen_clock
from tests.replay import replayed

from .stages import THE_DAY, raised


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def open_action(lead, worker) -> Action:
    return raised(lead, worker)


@pytest.fixture
@replayed
def done_action(open_action, worker) -> Action:
    return mark_done(actor=worker.person, action=open_action, evidence="The chronology runs to July.", pointer="Case system: chronology")


@pytest.fixture
@replayed
def nothing_drawn(db) -> None:
    """No verified action is drawn for a second look."""
    ActionRules.objects.create(pk=1, check_percentage=0)


@pytest.fixture
@replayed
def everything_drawn(db) -> None:
    ActionRules.objects.create(pk=1, check_percentage=100)
