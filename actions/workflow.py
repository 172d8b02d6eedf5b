"""Every legal move an action can make. Read this file to know the process.

Open → done (its owner, with evidence) → verified (another person, and for a random share the QA lead as well) → effective or
not. Withdrawn where somebody asked, with a reason, and another agreed.
"""

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
_WHY = (("reason", "Say why."),)
_CHANGED = (("words", "Say what changed, or did not."),)
_EVIDENCE = (("evidence", "Say what shows that it was done."),)
_OPEN, _DONE, _VERIFIED = ActionState.OPEN, ActionState.DONE, ActionState.VERIFIED
_ROWS = (
    # Written and not live yet: its author changes it or drops it.
    Move("amend", _OPEN, _OPEN, permissions.can_amend, "action.amended", "Change the wording", needs=_REASON),
    Move("drop", _OPEN, ActionState.WITHDRAWN, permissions.can_drop, "action.dropped", "Drop it from the draft", needs=_REASON),
    # Done by its owner, seen by another.
    Move("done", _OPEN, _DONE, permissions.can_show_evidence, "action.evidence_given", "Show evidence", needs=_EVIDENCE),
    Move("verify", _DONE, _VERIFIED, permissions.can_verify, "action.verified", "Verify"),
    Move("return", _DONE, _OPEN, permissions.can_return, "action.returned", "Return to the owner", needs=_REASON),
    # A random share is looked at twice.
    Move("stands", _VERIFIED, _VERIFIED, permissions.can_look_again, "action.verification_stands", "Say that the evidence shows it"),
    Move("reopen", _VERIFIED, _OPEN, permissions.can_look_again, "action.verification_fell", "Return to the owner", needs=_REASON),
    # Whether practice changed.
    Move("effective", _VERIFIED, ActionState.EFFECTIVE, permissions.can_judge_effect, "action.effective", "Effective", needs=_CHANGED),
    Move(
        "not_effective",
        _VERIFIED,
        ActionState.NOT_EFFECTIVE,
        permissions.can_judge_effect,
        "action.not_effective",
        "Not effective",
        needs=_CHANGED,
    ),
    # While it is open.
    Move("extend", _OPEN, _OPEN, permissions.can_extend, "action.extended", "Extend the due date", needs=_REASON),
    Move("reassign", _OPEN, _OPEN, permissions.can_reassign, "action.reassigned", "Change the owner", needs=_REASON),
    Move("ask_time", _OPEN, _OPEN, permissions.can_ask_for_time, "action.time_asked", "Ask for more time", needs=_REASON),
    Move("grant_time", _OPEN, _OPEN, permissions.can_answer, "action.extended", "Give more time"),
    Move("refuse_time", _OPEN, _OPEN, permissions.can_answer, "action.time_refused", "Keep the due date", needs=_WHY),
    Move("withdraw", _OPEN, _OPEN, permissions.can_ask_to_withdraw, "action.withdrawal_asked", "Ask to withdraw it", needs=_REASON),
    Move("agree_withdrawal", _OPEN, ActionState.WITHDRAWN, permissions.can_answer, "action.withdrawn", "Agree to withdraw it"),
    Move("refuse_withdrawal", _OPEN, _OPEN, permissions.can_answer, "action.withdrawal_refused", "Keep the action", needs=_WHY),
)

MOVES: dict[str, Move] = {row.name: row for row in _ROWS}
