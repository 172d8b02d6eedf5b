"""When managers are notified of people who stay late."""

from typing import Any

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.settings_rows import settings_to_change, store_settings
from foundation.chasing.models import ChasingRules
from foundation.chasing.permissions import can_set_chasing_rules


@transaction.atomic
def change_chasing_rules(*, actor: Person, version: str | None = None, **rules: Any) -> ChasingRules:
    """Rules from the next reminder on. `rules` are the row's fields; those left out stay as they are."""
    require(can_set_chasing_rules, actor)
    row = settings_to_change(ChasingRules, version)
    store_settings(row, actor=actor, verb="chasing.rules_changed", values=rules)
    return row
