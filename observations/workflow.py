"""Every legal move an observation can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import ObservationState

_PLANNED, _RECORDED, _SHARED = ObservationState.PLANNED, ObservationState.RECORDED, ObservationState.SHARED

MOVES = table_of(
    (
        Move("record", _PLANNED, _RECORDED, permissions.can_record, "observation.recorded", "recorded the observation"),
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
    )
)
