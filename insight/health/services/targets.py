"""What our own auditing is measured against: targets with dates, and which figures say how many children have an open record."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, locked, locked_settings, save_settings
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from insight.enums import HealthMeasure
from insight.health.permissions import can_set_targets
from insight.models import HealthRules, HealthTarget
from performance.enums import Basis, Unit
from performance.models import Indicator

DENIED_BECAUSE = "The QA lead, a director or an administrator sets the targets of our own auditing."


@transaction.atomic
def set_health_target(
    *, actor: Person, measure: HealthMeasure, percentage: int, from_when: datetime.date, by_when: datetime.date
) -> HealthTarget:
    """What a measure should reach, from one day on and by another; again for the same first day, it is changed.

    A target that began earlier holds until this one begins. Raises ValidationError by field.
    """
    require(can_set_targets, actor, why=DENIED_BECAUSE)
    if measure not in HealthMeasure.values:
        raise ValidationError({"measure": "Select what the target is for."})
    if not 0 <= percentage <= 100:
        raise ValidationError({"percentage": "A target is a percentage, from 0 to 100."})
    if by_when < from_when:
        raise ValidationError({"by_when": "The day by which it is reached cannot come before the day from which it holds."})
    held = next(iter(all_locked(HealthTarget.objects.filter(measure=measure, from_when=from_when))), None)
    before = {"percentage": held.percentage, "by_when": str(held.by_when)} if held else {}
    after = {"percentage": percentage, "by_when": str(by_when)}
    if before == after and held:
        return held
    target = held or HealthTarget(measure=measure, from_when=from_when)
    target.percentage, target.by_when, target.set_by, target.set_on = percentage, by_when, actor, today()
    target.full_clean(exclude=["set_by"])
    target.save()
    record(actor=actor, verb="health.target_set", target=target, measure=measure, from_when=str(from_when), before=before, after=after)
    return target


@transaction.atomic
def remove_health_target(*, actor: Person, target: HealthTarget) -> None:
    """Set by mistake, or given up: the trail keeps it."""
    require(can_set_targets, actor, why=DENIED_BECAUSE)
    target = locked(HealthTarget.objects.all(), pk=target.pk)
    facts = {"measure": target.measure, "percentage": target.percentage, "by_when": str(target.by_when)}
    record(actor=actor, verb="health.target_removed", target=target, from_when=str(target.from_when), **facts)
    target.delete()


def indicators_of_children() -> list[Indicator]:
    """Our own counts at a date, which may add up to the children with an open record."""
    return list(Indicator.objects.of_ours().filter(unit=Unit.NUMBER, basis=Basis.AT_DATE).select_related("measure"))


@transaction.atomic
def change_health_rules(*, actor: Person, open_records: Collection[Indicator], version: str | None = None) -> HealthRules:
    """Which figures add up to the children with an open record. Raises StaleVersion where somebody changed it since."""
    require(can_set_targets, actor, why=DENIED_BECAUSE)
    row = locked_settings(HealthRules)
    before = sorted(each.slug for each in row.open_records.all()) if row.pk and not row._state.adding else []
    require_version(row, version, before)
    after = sorted(each.slug for each in open_records)
    if row._state.adding:
        save_settings(row)
    if before != after:
        row.open_records.set(open_records)
        record(actor=actor, verb="health.rules_changed", target=row, before=before, after=after)
    return row
