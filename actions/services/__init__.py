"""Everything a person can do with an action. The only place in this app that writes."""

from .closing import judge_effect, let_verification_stand, mark_done, reopen_action, return_action, verify_action
from .most_important import mark_most_important
from .owning import extend_action, give_owner, reassign_action
from .raising import LEVELS, amend_action, change_helpers, drop_action, grade_domain_and_raise, raise_action
from .requests import agree_withdrawal, ask_for_time, ask_withdrawal, grant_time, refuse_time, refuse_withdrawal

__all__ = [
    "LEVELS",
    "agree_withdrawal",
    "amend_action",
    "ask_for_time",
    "ask_withdrawal",
    "change_helpers",
    "drop_action",
    "grade_domain_and_raise",
    "extend_action",
    "grant_time",
    "judge_effect",
    "let_verification_stand",
    "mark_done",
    "mark_most_important",
    "raise_action",
    "reassign_action",
    "refuse_time",
    "refuse_withdrawal",
    "reopen_action",
    "return_action",
    "give_owner",
    "verify_action",
]
