"""How many days a person has at least, from when something comes to them."""

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import can_set_own_days, require
from foundation.activity.locking import locked_settings, save_settings
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.models import Council


@transaction.atomic
def change_own_days(*, actor: Person, own_days: int, urgent_own_days: int, version: str | None = None) -> Council:
    """Working days for what is given from now on; dates given already stay."""
    require(can_set_own_days, actor)
    council = locked_settings(Council)
    require_version(council, version)
    before = {"own_days": council.own_days, "urgent_own_days": council.urgent_own_days}
    after = {"own_days": own_days, "urgent_own_days": urgent_own_days}
    if before == after:
        return council
    council.own_days, council.urgent_own_days = own_days, urgent_own_days
    council.clean_fields(exclude=["name"])
    save_settings(council)
    Council.forget()
    record(actor=actor, verb="council.own_days_changed", target=council, before=before, after=after)
    return council
