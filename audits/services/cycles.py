"""Planning a month."""

import datetime
from typing import Any

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.months import first_of

from ..models import Cycle, Tool
from ..permissions import can_plan_cycles


def current_tool() -> Tool:
    """The newest published version of the audit tool."""
    return Tool.objects.filter(published_on__isnull=False).latest("published_on", "version")


@transaction.atomic
def plan_cycle(*, actor: Person, month: datetime.date, **plan: Any) -> Cycle:
    """Plan the audits of a month. `plan` holds the cycle's other fields; the tool is the current one unless given."""
    require(can_plan_cycles, actor)
    plan.setdefault("tool", current_tool())
    cycle = Cycle.objects.create(month=first_of(month), **plan)
    record(actor=actor, verb="cycle.planned", target=cycle, month=cycle.code, theme=cycle.theme, cohort=cycle.cohort)
    return cycle


@transaction.atomic
def change_cycle(*, actor: Person, cycle: Cycle, **plan: Any) -> Cycle:
    require(can_plan_cycles, actor)
    before = {name: getattr(cycle, name) for name in plan}
    changed = {name: value for name, value in plan.items() if value != before[name]}
    if not changed:
        return cycle
    for name, value in changed.items():
        setattr(cycle, name, value)
    cycle.save(update_fields=list(changed))
    record(
        actor=actor,
        verb="cycle.changed",
        target=cycle,
        before={name: str(before[name]) for name in changed},
        after={name: str(value) for name, value in changed.items()},
    )
    return cycle
