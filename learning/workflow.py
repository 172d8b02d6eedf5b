"""Every legal move that an event can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import EventState

_PLANNED, _HELD, _CANCELLED = EventState.PLANNED, EventState.HELD, EventState.CANCELLED

MOVES = table_of(
    (
        Move("change", _PLANNED, _PLANNED, permissions.can_run, "learning.changed", "changed the event"),
        Move("correct", _HELD, _HELD, permissions.can_run, "learning.corrected", "corrected the event"),
        Move("hold", _PLANNED, _HELD, permissions.can_run, "learning.held", "recorded that it was held", needs=("begun",)),
        Move("unhold", _HELD, _PLANNED, permissions.can_run, "learning.not_held", "recorded that it was not held yet", needs=("nobody",)),
        Move(
            "cancel",
            _PLANNED,
            _CANCELLED,
            permissions.can_run,
            "learning.cancelled",
            "cancelled the event",
            needs=("reason",),
            reason_field="cancelled_because",
        ),
    )
)
