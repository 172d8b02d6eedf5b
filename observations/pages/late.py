"""Observations that are late, as reminders say them."""

import datetime

from foundation.accounts.models import Person
from foundation.chasing.owed import Owed, OwedQuestion
from observations.models import Observation

OBSERVATIONS_PLACE = "observations"
REMINDED = "observation.reminded"


def owed_in_observations(actor: Person, on: datetime.date) -> OwedQuestion:
    """What observers are late to record, of the observations that `actor` sees and is not to make."""
    late = Observation.objects.visible_to(actor).overdue(on).exclude(observer=actor).select_related("observer").order_by("due", "number")
    return OwedQuestion(lambda: [_owed(observation) for observation in late if observation.due], [late])


def _owed(observation: Observation) -> Owed:
    assert observation.due
    what, key = f"Record observation {observation.number}", f"observation.record:{observation.number}"
    return Owed(
        observation.observer, key, what, observation.due, observation, REMINDED, frozenset({OBSERVATIONS_PLACE}), lambda manager: what
    )
