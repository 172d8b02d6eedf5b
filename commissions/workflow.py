"""Every legal move that commissioned work can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import CommissionState

_ASKED, _UNDER_WAY = CommissionState.ASKED, CommissionState.UNDER_WAY
_ANSWERED, _WITHDRAWN = CommissionState.ANSWERED, CommissionState.WITHDRAWN
_ANSWER, _WITHDRAW = ("commission.answered", "answered the question"), ("commission.withdrawn", "withdrew the question")

MOVES = table_of(
    (
        Move("change", _ASKED, _ASKED, permissions.can_change_question, "commission.changed", "changed what is asked"),
        Move("change_plan", _UNDER_WAY, _UNDER_WAY, permissions.can_work_on, "commission.replanned", "changed the plan of the work"),
        Move("start", _ASKED, _UNDER_WAY, permissions.can_work_on, "commission.started", "began the work", needs=("lead",)),
        Move("answer_at_once", _ASKED, _ANSWERED, permissions.can_work_on, *_ANSWER, needs=("lead", "answer")),
        Move("answer", _UNDER_WAY, _ANSWERED, permissions.can_work_on, *_ANSWER, needs=("answer",)),
        Move(
            "correct",
            _ANSWERED,
            _ANSWERED,
            permissions.can_work_on,
            "commission.corrected",
            "corrected the answer",
            needs=("answer", "untold"),
        ),
        Move("drop", _ASKED, _WITHDRAWN, permissions.can_withdraw, *_WITHDRAW, needs=("reason",), reason_field="withdrawn_because"),
        Move("withdraw", _UNDER_WAY, _WITHDRAWN, permissions.can_withdraw, *_WITHDRAW, needs=("reason",), reason_field="withdrawn_because"),
    )
)
