"""The rules that a council sets for its actions."""

from typing import Any

from django.db import transaction

from actions.models import ActionRules
from actions.permissions import can_set_action_rules
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.models import Entry
from foundation.activity.settings_rows import settings_to_change, store_settings

# The row's own fields, by name.
RULES = tuple(field.name for field in ActionRules._meta.concrete_fields if not field.primary_key)
CHANGED = "action.rules_changed"


def has_set_the_rules(person: Person) -> bool:
    """Whether they ever did: a rule does not spare the person who made it."""
    return Entry.objects.of(ActionRules.current()).filter(verb=CHANGED, actor=person).exists()


@transaction.atomic
def change_action_rules(*, actor: Person, version: str | None = None, **rules: Any) -> ActionRules:
    """Rules from now on: due dates given and lots drawn already stay. `rules` are the row's fields; those left out stay as they are."""
    require(can_set_action_rules, actor)
    row = settings_to_change(ActionRules, version)
    store_settings(row, actor=actor, verb=CHANGED, values=rules)
    return row
