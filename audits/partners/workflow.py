"""Every legal move that an agency's part of an audit can make. Read this file to know the process."""

from audits import permissions
from audits.enums import PartState
from foundation.moves.workflow import Move, table_of

ONLY_THE_LEAD = "The audit’s auditor, or a QA lead, gives out the parts of an audit."
_GAVE = "gave the part of an agency to somebody"


def _give_again(source: PartState) -> Move:
    return Move(
        f"give_again_{source}", source, PartState.GIVEN, permissions.can_lead_part, "part.given_again", _GAVE, denied_because=ONLY_THE_LEAD
    )


def _leave_out(source: PartState) -> Move:
    return Move(
        f"leave_out_{source}",
        source,
        PartState.LEFT_OUT,
        permissions.can_lead_part,
        "part.left_out",
        "went on without the part of an agency",
        needs=("reason",),
        reason_field="left_out_reason",
        denied_because=ONLY_THE_LEAD,
    )


MOVES = table_of(
    (
        Move(
            "begin",
            PartState.GIVEN,
            PartState.BEGUN,
            permissions.can_fill_part,
            "part.begun",
            "began the part of an agency",
            needs=("no_involvement",),
        ),
        Move(
            "hand_back",
            PartState.GIVEN,
            PartState.HANDED,
            permissions.can_fill_part,
            "part.handed_back",
            "handed the part of an agency back",
            needs=("reason",),
            reason_field="return_reason",
        ),
        Move(
            "submit",
            PartState.BEGUN,
            PartState.SUBMITTED,
            permissions.can_fill_part,
            "part.submitted",
            "submitted the part of an agency",
            needs=("every_domain_graded", "said_what_was_seen"),
        ),
        Move(
            "ask_back",
            PartState.SUBMITTED,
            PartState.BEGUN,
            permissions.can_lead_part,
            "part.asked_back",
            "asked the part of an agency back",
            needs=("reason",),
            reason_field="return_reason",
            denied_because=ONLY_THE_LEAD,
        ),
        *(_give_again(state) for state in (PartState.GIVEN, PartState.BEGUN, PartState.HANDED, PartState.LEFT_OUT)),
        *(_leave_out(state) for state in (PartState.GIVEN, PartState.BEGUN, PartState.HANDED)),
    )
)
