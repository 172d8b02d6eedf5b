"""The pages of actions."""

from .bulk import bulk_change, reassign_all
from .calendar_feed import calendar, feed
from .escalation import escalation_rules
from .evidence import done, evidence_file
from .figures import figures, supervision
from .listing import action_list
from .most_important import most_important
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
    "calendar",
    "done",
    "drop",
    "effect",
    "escalation_rules",
    "evidence_file",
    "extend",
    "feed",
    "figures",
    "most_important",
    "raise_one",
    "reassign",
    "reassign_all",
    "second_look",
    "send_back",
    "bulk_change",
    "similar",
    "supervision",
    "verify",
    "withdraw",
]
