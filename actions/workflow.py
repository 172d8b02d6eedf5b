"""Every legal move an action can make. Read this file to know the process.

Open → done (its owner, with evidence) → verified (another person, and for a random share the QA lead as well) → effective or
not. Withdrawn where somebody asked, with a reason, and another agreed.
"""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import ActionState

_OPEN, _DONE, _VERIFIED = ActionState.OPEN, ActionState.DONE, ActionState.VERIFIED
_ROWS = (
    # Written and not live yet: its author changes it or drops it.
    Move(
        "amend", _OPEN, _OPEN, permissions.can_amend, "action.amended", "changed the wording", title="Change the wording", needs=("reason",)
    ),
    Move(
        "drop",
        _OPEN,
        ActionState.WITHDRAWN,
        permissions.can_drop,
        "action.dropped",
        "dropped the action from the draft audit",
        title="Drop it from the draft",
        needs=("reason",),
    ),
    # Done by its owner, seen by another.
    Move(
        "done",
        _OPEN,
        _DONE,
        permissions.can_show_evidence,
        "action.evidence_given",
        "marked the action done, with evidence",
        title="Show evidence",
        needs=("evidence",),
    ),
    Move("verify", _DONE, _VERIFIED, permissions.can_verify, "action.verified", "verified the action", title="Verify"),
    Move(
        "return",
        _DONE,
        _OPEN,
        permissions.can_return,
        "action.returned",
        "returned the action",
        title="Return to the owner",
        needs=("reason",),
    ),
    # A random share is looked at twice.
    Move(
        "stands",
        _VERIFIED,
        _VERIFIED,
        permissions.can_look_again,
        "action.verification_stands",
        "looked at the evidence again: the verification stands",
        title="Say that the evidence shows it",
    ),
    Move(
        "reopen",
        _VERIFIED,
        _OPEN,
        permissions.can_look_again,
        "action.verification_fell",
        "looked at the evidence again and returned the action",
        title="Return to the owner",
        needs=("reason",),
    ),
    # Whether practice changed.
    Move(
        "effective",
        _VERIFIED,
        ActionState.EFFECTIVE,
        permissions.can_judge_effect,
        "action.effective",
        "judged the action effective",
        title="Effective",
        needs=("words",),
    ),
    Move(
        "not_effective",
        _VERIFIED,
        ActionState.NOT_EFFECTIVE,
        permissions.can_judge_effect,
        "action.not_effective",
        "judged the action not effective",
        title="Not effective",
        needs=("words",),
    ),
    # While it is open.
    Move(
        "extend",
        _OPEN,
        _OPEN,
        permissions.can_extend,
        "action.extended",
        "extended the due date",
        title="Extend the due date",
        needs=("reason",),
    ),
    Move(
        "reassign",
        _OPEN,
        _OPEN,
        permissions.can_reassign,
        "action.reassigned",
        "gave the action to another owner",
        title="Change the owner",
        needs=("reason",),
    ),
    Move(
        "ask_time",
        _OPEN,
        _OPEN,
        permissions.can_ask_for_time,
        "action.time_asked",
        "asked for more time",
        title="Ask for more time",
        needs=("reason",),
    ),
    Move("grant_time", _OPEN, _OPEN, permissions.can_answer, "action.extended", "extended the due date", title="Give more time"),
    Move(
        "refuse_time",
        _OPEN,
        _OPEN,
        permissions.can_answer,
        "action.time_refused",
        "kept the due date",
        title="Keep the due date",
        needs=("why_refused",),
    ),
    Move(
        "withdraw",
        _OPEN,
        _OPEN,
        permissions.can_ask_to_withdraw,
        "action.withdrawal_asked",
        "asked to withdraw the action",
        title="Ask to withdraw it",
        needs=("reason",),
    ),
    Move(
        "agree_withdrawal",
        _OPEN,
        ActionState.WITHDRAWN,
        permissions.can_answer,
        "action.withdrawn",
        "agreed to withdraw the action",
        title="Agree to withdraw it",
    ),
    Move(
        "refuse_withdrawal",
        _OPEN,
        _OPEN,
        permissions.can_answer,
        "action.withdrawal_refused",
        "kept the action",
        title="Keep the action",
        needs=("why_refused",),
    ),
)

MOVES = table_of(_ROWS)
