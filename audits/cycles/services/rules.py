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
from foundation.activity.locking import locked_settings, save_settings
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.names import folded

PEOPLE = "told_of_risk"
# The row's own fields, by name.
RULES = tuple(field.name for field in AuditRules._meta.concrete_fields if not field.primary_key)


@transaction.atomic
def change_audit_rules(*, actor: Person, told_of_risk: Iterable[Person], version: str | None = None, **rules: Any) -> AuditRules:
    """Rules for what happens from now on; days given already stay. `rules` are the row's fields; those left out stay as they are."""
    require(can_set_audit_rules, actor)
    told = list(told_of_risk)
    _require_may_be_told(told)
    row = locked_settings(AuditRules)
    require_version(row, version)
    is_new = row._state.adding
    before = {name: getattr(row, name) for name in rules} | {PEOPLE: _names(row.told_of_risk.all())}
    after = rules | {PEOPLE: _names(told)}
    changed = [name for name, value in after.items() if value != before[name]]
    if not changed and not is_new:
        return row
    for name, value in rules.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False, validate_constraints=False)
    save_settings(row)
    row.told_of_risk.set(told)
    record(
        actor=actor,
        verb="audit.rules_changed",
        target=row,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return row


def _names(people: Iterable[Person]) -> list[str]:
    return sorted((str(person) for person in people), key=folded)


def _require_may_be_told(told: list[Person]) -> None:
    may = set(people_who_may_be_notified())
    if wrong := [str(person) for person in told if person not in may]:
        raise ValidationError({PEOPLE: f"{', '.join(wrong)} may not read children’s records. Choose managers, leads or directors."})
