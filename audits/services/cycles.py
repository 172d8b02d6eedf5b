"""Planning a month."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Cycle, Tool
from audits.permissions import can_plan_cycles
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.months import first_of


def current_tool() -> Tool:
    """The newest published version of the audit tool."""
    return Tool.objects.filter(published_on__isnull=False).latest("published_on", "version")


@transaction.atomic
def plan_cycle(*, actor: Person, month: datetime.date, **plan: Any) -> Cycle:
    """Plan the audits of a month. `plan` holds the cycle's other fields; the tool is the current one unless given."""
    require(can_plan_cycles, actor)
    plan.setdefault("tool", current_tool())
    cycle = Cycle(month=first_of(month), **plan)
    if Cycle.objects.filter(month=cycle.month).exists():
        raise ValidationError({"month": f"{cycle} is planned already. Open it to change its plan."})
    _require_dates_in_order(cycle)
    cycle.save()
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
    _require_dates_in_order(cycle)
    cycle.save(update_fields=list(changed))
    record(
        actor=actor,
        verb="cycle.changed",
        target=cycle,
        before={name: str(before[name]) for name in changed},
        after={name: str(value) for name, value in changed.items()},
    )
    return cycle


def _require_dates_in_order(cycle: Cycle) -> None:
    wrong = {}
    if cycle.look_back_from and cycle.look_back_to and cycle.look_back_to < cycle.look_back_from:
        wrong["look_back_to"] = "The look-back must end on or after the day on which it begins."
    if cycle.audits_due and cycle.moderation_due and cycle.moderation_due < cycle.audits_due:
        wrong["moderation_due"] = "Moderation must be due on or after the day on which the audits are due."
    if wrong:
        raise ValidationError(wrong)
