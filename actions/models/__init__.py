"""Actions: one accountable owner, a due date whose first one is kept, evidence, and another person's verification."""

from .action import Action
from .calendar_feed import CalendarFeed
from .doers import Doer
from .effects import Effect, SecondLook
from .escalation import Escalation, EscalationRules
from .evidence import Evidence, EvidenceFile
from .extensions import Extension
from .requests import Request
from .rules import ActionRules

__all__ = [
    "Action",
    "ActionRules",
    "CalendarFeed",
    "Doer",
    "Effect",
    "Escalation",
    "EscalationRules",
    "Evidence",
    "EvidenceFile",
    "Extension",
    "Request",
    "SecondLook",
]
