"""The due date that a priority suggests, and the earliest due date of an action that its owner was given late or got back."""

import datetime

from actions.enums import Priority
from actions.models import Action, ActionRules
from foundation.council.own_time import own_due
from foundation.council.working_days import add_working_days


def least_due(priority: str, on: datetime.date) -> datetime.date:
    """The first day to which an owner can be held whose an action became, or to whom it came back, `on` a day."""
    return own_due(on, urgent=priority == Priority.URGENT)


def offered_due(action: Action, on: datetime.date) -> datetime.date:
    """The due date that is offered when the action is given to somebody, or back: its own, or days of their own where it is sooner."""
    return max(action.due, least_due(action.priority, on))


def suggested_due(priority: str, on: datetime.date, rules: ActionRules | None = None) -> datetime.date:
    """So many working days from `on` as the council's rules give the priority; never a day on which nobody works."""
    rules = rules or ActionRules.current()
    return add_working_days(on, rules.urgent_days if priority == Priority.URGENT else rules.normal_days)
