"""How many days a person has at least, from when something comes to them."""

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import can_set_own_days, require
from foundation.activity.settings_rows import settings_to_change, store_settings
from foundation.council.models import Council


@transaction.atomic
def change_own_days(*, actor: Person, own_days: int, urgent_own_days: int, version: str | None = None) -> Council:
    """Working days for what is given from now on; dates given already stay."""
    require(can_set_own_days, actor)
    council = settings_to_change(Council, version)
    values = {"own_days": own_days, "urgent_own_days": urgent_own_days}
    if store_settings(council, actor=actor, verb="council.own_days_changed", values=values):
        Council.forget()
    return council
