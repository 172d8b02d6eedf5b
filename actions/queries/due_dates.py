"""The due date that a priority suggests."""

import datetime

from actions.enums import Priority
from actions.models import ActionRules
from foundation.council.working_days import add_working_days


def suggested_due(priority: str, on: datetime.date, rules: ActionRules | None = None) -> datetime.date:
    """So many working days from `on` as the council's rules give the priority; never a day on which nobody works."""
    rules = rules or ActionRules.current()
    return add_working_days(on, rules.urgent_days if priority == Priority.URGENT else rules.normal_days)
