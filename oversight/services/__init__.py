"""Everything a person can do with check and challenge meetings and teams' action plans. The only place in this app that writes."""

from .decisions import add_decision, finish_decision, hand_over_decisions, make_action, open_audit_again
from .meetings import agree_record, cancel_meeting, change_meeting, hold_meeting, plan_meeting, write_minutes
from .team_plans import own_team_plan, write_team_plan

__all__ = [
    "add_decision",
    "agree_record",
    "cancel_meeting",
    "change_meeting",
    "finish_decision",
    "hand_over_decisions",
    "hold_meeting",
    "make_action",
    "open_audit_again",
    "own_team_plan",
    "plan_meeting",
    "write_minutes",
    "write_team_plan",
]
