"""Every legal move of a check and challenge meeting, and of a decision that it made."""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import DecisionState, MeetingState

_PLANNED, _HELD, _AGREED, _CANCELLED = MeetingState.PLANNED, MeetingState.HELD, MeetingState.AGREED, MeetingState.CANCELLED
_MAY_PLAN = "The QA lead and directors plan check and challenge meetings."
_MAY_WRITE = "The chair and the QA lead write the record, once they have no audit of the month to grade blind."
_MAY_AGREE = "Somebody who did not write the record agrees it: the chair, the QA lead or a director."
_MAY_CLOSE = "The person who carries it out, the chair and the QA lead say what came of a decision."

MEETING_MOVES = table_of(
    (
        Move(
            "change",
            _PLANNED,
            _PLANNED,
            permissions.can_plan_meetings,
            "meeting.changed",
            "changed the check and challenge meeting",
            denied_because=_MAY_PLAN,
        ),
        Move(
            "hold",
            _PLANNED,
            _HELD,
            permissions.can_plan_meetings | permissions.is_its_chair,
            "meeting.held",
            "noted that the meeting was held",
            denied_because="The chair, the QA lead and directors note that it was held.",
        ),
        Move("write", _HELD, _HELD, permissions.can_write_record, "meeting.minuted", "wrote the minutes", denied_because=_MAY_WRITE),
        Move(
            "agree",
            _HELD,
            _AGREED,
            permissions.can_agree_record,
            "meeting.agreed",
            "agreed the record of the meeting",
            needs=("minutes",),
            denied_because=_MAY_AGREE,
        ),
        Move(
            "cancel",
            _PLANNED,
            _CANCELLED,
            permissions.can_plan_meetings,
            "meeting.cancelled",
            "cancelled the meeting",
            needs=("reason",),
            reason_field="cancelled_because",
            denied_because=_MAY_PLAN,
        ),
    )
)

DECISION_MOVES = table_of(
    (
        Move(
            "finish",
            DecisionState.OPEN,
            DecisionState.DONE,
            permissions.can_close_decision,
            "decision.done",
            "said what came of the decision",
            needs=("outcome",),
            denied_because=_MAY_CLOSE,
        ),
        Move(
            "act",
            DecisionState.OPEN,
            DecisionState.ACTION,
            permissions.can_close_decision,
            "decision.became_action",
            "made it an action",
            denied_because=_MAY_CLOSE,
        ),
        Move(
            "open_again",
            DecisionState.OPEN,
            DecisionState.DONE,
            permissions.can_close_decision,
            "decision.opened_audit",
            "opened an audit again",
            denied_because=_MAY_CLOSE,
        ),
    )
)
