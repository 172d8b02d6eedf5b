"""Which readings are unusual, and a QA lead's look at them."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from desk.enums import UnusualReading
from desk.models import LookAtReading, ReadingRules
from desk.permissions import can_look_at_readings, can_see_unusual_readings
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come
from foundation.activity.settings_rows import settings_to_change, store_settings
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState

OWN = "Another QA lead looks at these: nobody looks at their own readings."


@transaction.atomic
def change_reading_rules(*, actor: Person, version: str | None = None, **rules: Any) -> ReadingRules:
    """Rules by which days are shown from now on, also days that are past. `rules` are the row's fields."""
    require(can_see_unusual_readings, actor)
    row = settings_to_change(ReadingRules, version)
    store_settings(row, actor=actor, verb="readings.rules_changed", values=rules)
    return row


@transaction.atomic
def look_at_readings(*, actor: Person, reader: Person, day: datetime.date, kind: UnusualReading, words: str) -> LookAtReading:
    """Keep that they were looked at, and what was found. Once: it is not written over."""
    require(can_look_at_readings, actor, reader, why=OWN)
    if not words.strip():
        raise ValidationError({"words": "Say what you found, in a few words."})
    values = {"words": words.strip(), "looked_by": actor, "looked_on": today()}
    if LookAtReading.objects.filter(reader=reader, day=day, kind=kind).exists():
        raise StaleState("Somebody looked at these already.")
    with first_come(ValidationError("Somebody looked at these a moment ago.")):
        look = LookAtReading.objects.create(reader=reader, day=day, kind=kind, **values)
    record(actor=actor, verb="readings.looked_at", target=look, reader=reader, day=day, kind=kind.value)
    return look
