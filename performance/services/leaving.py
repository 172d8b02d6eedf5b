"""The indicators and the comments of somebody who leaves go to somebody else."""

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import month_code
from foundation.council.own_time import with_own_days
from performance.models import Commentary, Indicator


@transaction.atomic
def hand_over_comments(*, actor: Person, person: Person, to: Person) -> None:
    """Whose indicators they are from now on, and who writes what was asked for and has not come: late only after days of their own."""
    require(can_give_away, actor, person)
    for indicator in Indicator.objects.select_for_update().filter(owner=person):
        indicator.owner = to
        indicator.save(update_fields=["owner"])
        record(actor=actor, verb="indicator.changed", target=indicator, owner_before=person, owner=to)
    for asked in Commentary.objects.select_for_update().filter(asked_of=person, written_on=None):
        asked.asked_of = to
        asked.due = with_own_days(asked.due, today()) if asked.due else None
        asked.save(update_fields=["asked_of", "due"])
        month = month_code(asked.month)
        record(actor=actor, verb="commentary.asked", target=asked, month=month, person=to, due=asked.due)
