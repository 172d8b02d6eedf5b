"""Taking back a month that was planned by mistake."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Cycle
from audits.permissions import can_plan_cycles
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.lookups.together import CountOf, answers_together

# Parts of the plan, and a list from which nothing was put into the month: they go with it.
_OF_THE_PLAN = frozenset({"expectations", "theme_questions"})


def what_hangs_on(cycle: Cycle) -> list[str]:
    """What stands in the way of removing a month, as “3 audits”; of rooms above this one too."""
    rows, kinds = {}, {}
    for relation in Cycle._meta.related_objects:
        name = str(relation.get_accessor_name())
        if name not in _OF_THE_PLAN:
            found = relation.related_model._default_manager.filter(**{relation.field.name: cycle})
            rows[relation.name], kinds[relation.name] = found, relation.related_model._meta
            if name == "samples":
                rows[relation.name] = found.filter(applied_on__isnull=False)
    counts = answers_together(**{name: CountOf(found) for name, found in rows.items()})
    return [
        f"{count} {kinds[name].verbose_name if count == 1 else kinds[name].verbose_name_plural}" for name, count in counts.items() if count
    ]


@transaction.atomic
def remove_cycle(*, actor: Person, cycle: Cycle) -> None:
    """Remove a month with its plan. Raises ValidationError where anything hangs on it; the second time does nothing."""
    require(can_plan_cycles, actor)
    locked = Cycle.objects.select_for_update().filter(pk=cycle.pk).first()
    if locked is None:
        return
    if hanging := what_hangs_on(locked):
        raise ValidationError(f"{locked} cannot be removed: {', '.join(hanging)} belong to it.")
    record(actor=actor, verb="cycle.removed", target=locked, month=locked.code, theme=locked.theme, cohort=locked.cohort)
    locked.samples.all().delete()
    locked.delete()
