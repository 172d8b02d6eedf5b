"""The rules that hold for every month's audits."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import AuditRules
from audits.permissions import can_set_audit_rules
from audits.risks.queries import people_who_may_be_notified
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.settings_rows import settings_to_change, store_settings

PEOPLE = "told_of_risk"
# The row's own fields, by name.
RULES = tuple(field.name for field in AuditRules._meta.concrete_fields if not field.primary_key)


@transaction.atomic
def change_audit_rules(*, actor: Person, told_of_risk: Iterable[Person], version: str | None = None, **rules: Any) -> AuditRules:
    """Rules for what happens from now on; days given already stay. `rules` are the row's fields; those left out stay as they are."""
    require(can_set_audit_rules, actor)
    told = list(told_of_risk)
    _require_may_be_told(told)
    row = settings_to_change(AuditRules, version)
    store_settings(row, actor=actor, verb="audit.rules_changed", values=rules | {PEOPLE: told}, records_first=True)
    return row


def _require_may_be_told(told: list[Person]) -> None:
    may = set(people_who_may_be_notified())
    if wrong := [str(person) for person in told if person not in may]:
        raise ValidationError({PEOPLE: f"{', '.join(wrong)} may not read children’s records. Choose managers, leads or directors."})
