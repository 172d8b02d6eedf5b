"""Every legal move an observation can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import ObservationState

_PLANNED, _RECORDED, _SHARED = ObservationState.PLANNED, ObservationState.RECORDED, ObservationState.SHARED
_ACKNOWLEDGED, _CANCELLED = ObservationState.ACKNOWLEDGED, ObservationState.CANCELLED
_ONLY_THEIRS = "The practitioner whose work was observed answers."

MOVES = table_of(
    (
        Move(
            "reschedule",
            _PLANNED,
            _PLANNED,
            permissions.can_rearrange,
            "observation.rescheduled",
            "rescheduled the observation",
            needs=("reason",),
            title="Reschedule",
        ),
        Move(
            "cancel",
            _PLANNED,
            _CANCELLED,
            permissions.can_rearrange,
            "observation.cancelled",
            "cancelled the observation",
            needs=("reason",),
            title="Cancel the observation",
        ),
        Move(
            "consent",
            _PLANNED,
            _PLANNED,
            permissions.can_seek_consent,
            "observation.consent",
            "noted what the family said to being observed",
            title="Ask the family",
        ),
        Move("record", _PLANNED, _RECORDED, permissions.can_record, "observation.recorded", "recorded the observation", needs=("consent",)),
        Move("correct", _RECORDED, _RECORDED, permissions.can_record, "observation.changed", "corrected the observation"),
        Move(
            "share",
            _RECORDED,
            _SHARED,
            permissions.can_share,
            "observation.shared",
            "shared the observation with the practitioner",
            needs=("practitioner",),
        ),
        Move(
            "reflect",
            _SHARED,
            _SHARED,
            permissions.can_answer,
            "observation.reflected",
            "wrote a reflection on the observation",
            title="Write your reflection",
            denied_because=_ONLY_THEIRS,
        ),
        Move(
            "acknowledge",
            _SHARED,
            _ACKNOWLEDGED,
            permissions.can_answer,
            "observation.acknowledged",
            "acknowledged the observation",
            title="Acknowledge it",
            denied_because=_ONLY_THEIRS,
        ),
    )
)
