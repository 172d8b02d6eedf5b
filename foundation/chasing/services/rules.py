"""When managers are notified of people who stay late."""

from typing import Any

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked_settings, save_settings
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.chasing.models import ChasingRules
from foundation.chasing.permissions import can_set_chasing_rules


@transaction.atomic
def change_chasing_rules(*, actor: Person, version: str | None = None, **rules: Any) -> ChasingRules:
    """Rules from the next reminder on. `rules` are the row's fields; those left out stay as they are."""
    require(can_set_chasing_rules, actor)
    row = locked_settings(ChasingRules)
    require_version(row, version)
    before = {name: getattr(row, name) for name in rules}
    changed = [name for name, value in rules.items() if value != before[name]]
    for name in changed:
        setattr(row, name, rules[name])
    row.full_clean(validate_unique=False, validate_constraints=False)
    if changed:
        save_settings(row)
        facts = {"before": {name: before[name] for name in changed}, "after": {name: rules[name] for name in changed}}
        record(actor=actor, verb="chasing.rules_changed", target=row, **facts)
    return row
