"""A paused month: nothing new is allocated or started and nobody is chased, until it goes on."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import OPEN_STATES, MovedWhy
from audits.models import Cycle
from audits.permissions import can_plan_cycles
from audits.queries.due_days import part_now
from audits.services.own_time import give_time
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState


@transaction.atomic
def pause_month(*, actor: Person, cycle: Cycle, reason: str) -> Cycle:
    """Hold the month. What is started may be finished; the due dates stay in the plan but nobody is late by them."""
    require(can_plan_cycles, actor)
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if cycle.is_paused:
        raise StaleState(f"{cycle} is paused already, since {uk_date(cycle.paused_on)}.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why the month is paused."})
    cycle.paused_on, cycle.pause_reason = today(), reason.strip()
    cycle.save(update_fields=["paused_on", "pause_reason"])
    record(actor=actor, verb="cycle.paused", target=cycle, reason=cycle.pause_reason)
    return cycle


@transaction.atomic
def resume_month(*, actor: Person, cycle: Cycle) -> Cycle:
    """Let the month go on. Nothing happens the second time."""
    require(can_plan_cycles, actor)
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if not cycle.is_paused:
        return cycle
    since, reason = cycle.paused_on, cycle.pause_reason
    cycle.paused_on, cycle.pause_reason, cycle.resumed_on = None, "", today()
    cycle.save(update_fields=["paused_on", "pause_reason", "resumed_on"])
    record(actor=actor, verb="cycle.resumed", target=cycle, since=since, reason=reason)
    for audit in cycle.audits.filter(state__in=OPEN_STATES, imported=False).order_by("pk"):
        part = part_now(audit)
        if getattr(audit, part):
            give_time(actor=actor, audit=audit, part=part, why=MovedWhy.RESUMED)
    return cycle
