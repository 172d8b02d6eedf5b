"""The pages of actions."""

from .escalation import escalation_rules
from .listing import action_list
from .moves import (
    action_page,
    amend,
    answer_time,
    answer_withdrawal,
    ask_time,
    done,
    drop,
    effect,
    extend,
    reassign,
    second_look,
    send_back,
    verify,
    withdraw,
)
from .raising import raise_one, similar

__all__ = [
    "action_list",
    "action_page",
    "amend",
    "answer_time",
    "answer_withdrawal",
    "ask_time",
    "done",
    "drop",
    "effect",
    "escalation_rules",
    "extend",
    "raise_one",
    "reassign",
    "second_look",
    "send_back",
    "similar",
    "verify",
    "withdraw",
]
