"""Remind people; set when their managers are notified."""

from .reminding import REMINDED_WORDS, remind_people
from .rules import change_chasing_rules

__all__ = ["REMINDED_WORDS", "change_chasing_rules", "remind_people"]
