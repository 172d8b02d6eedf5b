"""Every legal move an exemption can make. Read this file to know the process."""

from audits.enums import ExemptionState
from audits.permissions import can_decide_exemption
from foundation.moves.workflow import Move, table_of

WHO_DECIDES = "A director or the service’s head decides on an exemption: never who asked for it, nor who would be exempt."
_DECIDED = ("exemption.decided", "decided on an exemption")

MOVES = table_of(
    (
        Move(
            "approve",
            ExemptionState.PENDING,
            ExemptionState.APPROVED,
            can_decide_exemption,
            *_DECIDED,
            reason_field="answer",
            denied_because=WHO_DECIDES,
        ),
        Move(
            "refuse",
            ExemptionState.PENDING,
            ExemptionState.REFUSED,
            can_decide_exemption,
            *_DECIDED,
            needs=("answer",),
            reason_field="answer",
            denied_because=WHO_DECIDES,
        ),
    )
)
