"""The due date that a priority suggests, and the earliest due date of an action that its owner was given late or got back."""

import datetime

from actions.enums import Priority
from actions.models import ActionRules
from foundation.council.working_days import OWN_DAYS, add_working_days

# Working days that an owner has at least, from when an action became theirs or came back to them.
DAYS = {Priority.URGENT: 2, Priority.NORMAL: OWN_DAYS}


def own_due(priority: str, on: datetime.date) -> datetime.date:
    return add_working_days(on, DAYS[Priority(priority)])


def suggested_due(priority: str, on: datetime.date, rules: ActionRules | None = None) -> datetime.date:
    """So many working days from `on` as the council's rules give the priority; never a day on which nobody works."""
    rules = rules or ActionRules.current()
    return add_working_days(on, rules.urgent_days if priority == Priority.URGENT else rules.normal_days)
