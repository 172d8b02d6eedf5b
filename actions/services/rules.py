"""The rules that a council sets for its actions."""

from typing import Any

from django.db import transaction

from actions.models import ActionRules
from actions.permissions import can_set_action_rules
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked_settings, save_settings
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.activity.versions import require_version

# The row's own fields, by name.
RULES = tuple(field.name for field in ActionRules._meta.concrete_fields if not field.primary_key)
CHANGED = "action.rules_changed"


def has_set_the_rules(person: Person) -> bool:
    """Whether they ever did: a rule does not spare whoever made it."""
    return Entry.objects.of(ActionRules.current()).filter(verb=CHANGED, actor=person).exists()


@transaction.atomic
def change_action_rules(*, actor: Person, version: str | None = None, **rules: Any) -> ActionRules:
    """Rules from now on: due dates given and lots drawn already stay. `rules` are the row's fields; those left out stay as they are."""
    require(can_set_action_rules, actor)
    row = locked_settings(ActionRules)
    require_version(row, version)
    before = {name: getattr(row, name) for name in rules}
    changed = [name for name, value in rules.items() if value != before[name]]
    for name in changed:
        setattr(row, name, rules[name])
    row.full_clean(validate_unique=False, validate_constraints=False)
    if changed:
        save_settings(row)
        facts = {"before": {name: before[name] for name in changed}, "after": {name: rules[name] for name in changed}}
        record(actor=actor, verb=CHANGED, target=row, **facts)
    return row
