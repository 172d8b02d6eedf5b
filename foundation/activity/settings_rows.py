"""A council's settings of one kind are one row; how a service changes it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from foundation.names import folded

from .locking import locked_settings, save_settings
from .trail import record
from .versions import require_version

M = TypeVar("M", bound=models.Model)


def settings_to_change(model: type[M], version: str | None) -> M:
    """The row, locked; raises StaleVersion where it is no longer what ``version`` was made of."""
    row = locked_settings(model)
    require_version(row, version)
    return row


def store_settings(row: models.Model, *, actor: Any, verb: str, values: Mapping[str, Any], records_first: bool = False) -> bool:
    """Give ``row`` the ``values`` of its fields, by name, and record those that changed and what they were; whether it was stored.

    Of a many-to-many field the value is a list of rows. With ``records_first`` the first time that anybody saves is recorded though they
    save the defaults. Raises ValidationError by field.
    """
    before = {name: _in_trail(getattr(row, name)) for name in values}
    after = {name: _in_trail(value) for name, value in values.items()}
    changed = [name for name in values if after[name] != before[name]]
    lists = values.keys() & {field.name for field in row._meta.many_to_many}
    _set_and_check(row, {name: values[name] for name in values.keys() - lists})
    if not changed and not (records_first and row._state.adding):
        return False
    save_settings(row)
    for name in lists:
        getattr(row, name).set(values[name])
    record(actor=actor, verb=verb, target=row, before=_only(changed, before), after=_only(changed, after))
    return True


def _set_and_check(row: models.Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    others = {field.name for field in row._meta.concrete_fields} - values.keys()
    row.full_clean(exclude=others, validate_unique=False, validate_constraints=False)


def _in_trail(value: Any) -> Any:
    """Rows by name, in the order of the alphabet."""
    rows = value.all() if isinstance(value, models.Manager) else value
    return sorted(map(str, rows), key=folded) if isinstance(rows, list | models.QuerySet) else rows


def _only(names: list[str], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in names}
