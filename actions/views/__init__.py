"""The pages of actions."""

from .choosing import matters_most
from .escalation import escalation_rules
from .evidence import done, evidence_file
from .listing import action_list
from .moves import (
    action_page,
    amend,
    answer_time,
    answer_withdrawal,
    ask_time,
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
from .rules import action_rules

__all__ = [
    "action_list",
    "action_page",
    "action_rules",
    "amend",
    "answer_time",
    "answer_withdrawal",
    "ask_time",
    "done",
    "drop",
    "effect",
    "escalation_rules",
    "evidence_file",
    "extend",
    "matters_most",
    "raise_one",
    "reassign",
    "second_look",
    "send_back",
    "similar",
    "verify",
    "withdraw",
]
