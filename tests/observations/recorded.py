"""An observation that nobody had planned, begun and recorded: on the pages two steps, here one."""

from typing import Any

from observations.models import Observation
from observations.services.observing import record_observation, start_unplanned_observation


def record_unplanned_observation(*, actor: Any, seen_on: Any, seen: str, **given: Any) -> Observation:
    """`given` as for the two services."""
    of_the_start = {name: given.pop(name) for name in ("kind", "cycle", "observer", "team", "practitioner", "audit") if name in given}
    begun = start_unplanned_observation(actor=actor, seen_on=seen_on, **of_the_start)
    return record_observation(actor=actor, observation=begun, seen_on=seen_on, seen=seen, **given)
