"""Every table and field of the portal, and how each is looked at when everything on a case ID or a worker is sought.

Made from the models themselves, so that a new table is searched without anybody having to remember it. What is not searched is named here
with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from foundation.accounts.models import Person
from foundation.lookups.enum_lists import EnumListField
from governance.enums import FieldWay
from governance.not_searched import NO_WORDS, NOT_SEARCHED

Model = type[models.Model]
CASE_FIELDS = ("case_id", "listed_case_id", "case_key")
# Whose work or care the row is about, and not only whose name is on it: of these rows everything that hangs on them is about the person.
SUBJECTS = {
    "audits.Audit": "allocated_worker",
    "audits.CalibrationRound": "allocated_worker",
    "observations.Observation": "practitioner",
    "studies.StudyRecord": "worker",
}


@dataclass(frozen=True)
class MappedField:
    name: str
    way: FieldWay


@dataclass(frozen=True)
class MappedTable:
    """A table with those of its fields that are looked at."""

    model: Model
    fields: tuple[MappedField, ...]

    @property
    def label(self) -> str:
        return str(self.model._meta.label)

    @property
    def name(self) -> str:
        """“Audits: judgement”."""
        return ": ".join([str(self.model._meta.app_config.verbose_name), str(self.model._meta.verbose_name)])

    def having(self, *ways: FieldWay) -> list[str]:
        return [field.name for field in self.fields if field.way in ways]


@cache
def data_map() -> tuple[MappedTable, ...]:
    """Every table that is searched, in the order of its app and name."""
    every = (model for model in apps.get_models(include_auto_created=True) if model._meta.label not in NOT_SEARCHED)
    return tuple(MappedTable(model, tuple(_mapped(model))) for model in every)


def mapped_table(model: Model) -> MappedTable:
    return next(table for table in data_map() if table.model is model)


def _mapped(model: Model) -> Iterator[MappedField]:
    for field in model._meta.concrete_fields:
        way = way_of(field)
        if way is not None:
            yield MappedField(field.name, way)
    names = {field.name for field in model._meta.concrete_fields}
    if {"target_type", "target_id"} <= names:
        yield MappedField("target_id", FieldWay.TARGET)


def way_of(field: Any) -> FieldWay | None:
    """None of what can hold neither: numbers, days, marks, choices, keys of other tables."""
    if f"{field.model._meta.label}.{field.name}" in NO_WORDS or field.name == "target_id":
        return None
    if field.name in CASE_FIELDS:
        return FieldWay.CASE_ID
    if field.is_relation:
        return FieldWay.PERSON if field.related_model is Person else None
    if isinstance(field, models.BinaryField):
        return FieldWay.FILE
    if isinstance(field, models.JSONField):
        return None if isinstance(field, EnumListField) else FieldWay.CELLS
    is_words = isinstance(field, models.CharField | models.TextField) and not field.choices
    return FieldWay.WORDS if is_words else None


@cache
def children_of(model: Model) -> tuple[tuple[Model, str], ...]:
    """Tables whose rows are a part of a row of `model`, or hang on it, each with the field that says of which."""
    found: list[tuple[Model, str]] = [
        (relation.related_model, relation.field.name)  # type: ignore[union-attr, misc]  # from the other side there is always a field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]
    return tuple((child, name) for child, name in found if child._meta.label not in NOT_SEARCHED)
