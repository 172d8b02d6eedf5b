"""Every legal move an action can make. Read this file to know the process."""

from dataclasses import dataclass

from foundation.accounts.permissions import Predicate

from . import permissions
from .enums import ActionState


@dataclass(frozen=True)
class Move:
    """One row of the table: from where to where, who may, and what must be filled in first (answer → sentence that asks)."""

    name: str
    source: ActionState
    target: ActionState
    may: Predicate
    verb: str
    asks: str
    needs: tuple[tuple[str, str], ...] = ()


_REASON = (("reason", "Give a reason."),)
_ROWS = (
    Move(
        "done",
        ActionState.OPEN,
        ActionState.DONE,
        permissions.can_show_evidence,
        "action.evidence_given",
        "Show evidence",
        needs=(("evidence", "Say what shows that it was done."),),
    ),
    Move("verify", ActionState.DONE, ActionState.VERIFIED, permissions.can_verify, "action.verified", "Verify"),
    Move("return", ActionState.DONE, ActionState.OPEN, permissions.can_return, "action.returned", "Return to the owner", needs=_REASON),
    Move("extend", ActionState.OPEN, ActionState.OPEN, permissions.can_extend, "action.extended", "Extend the due date", needs=_REASON),
    Move("reassign", ActionState.OPEN, ActionState.OPEN, permissions.can_reassign, "action.reassigned", "Change the owner", needs=_REASON),
    Move("withdraw", ActionState.OPEN, ActionState.WITHDRAWN, permissions.can_withdraw, "action.withdrawn", "Withdraw", needs=_REASON),
)

MOVES: dict[str, Move] = {row.name: row for row in _ROWS}
