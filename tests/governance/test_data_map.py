"""Nothing can be forgotten: every table and field is looked at when somebody’s data are sought, or named with its reason."""

import pytest
from django.apps import apps
from django.db import models

from foundation.accounts.models import Person
from governance.enums import FieldWay
from governance.queries.data_map import NO_WORDS, NOT_SEARCHED, SUBJECTS, children_of, data_map
from governance.services.taking_out import DELETED, STAYS

pytestmark = pytest.mark.once

# Kinds of fields that can hold neither a case ID nor a person nor words.
PLAIN = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


def every_model() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.label not in NOT_SEARCHED]


def can_hold_something(field: models.Field) -> bool:
    """Worked out here once more, from the kind of the field alone."""
    if field.is_relation:
        return field.related_model is Person
    return not isinstance(field, PLAIN) and not field.choices and type(field).__name__ != "EnumListField"


def test_every_table_is_searched_or_says_why_not():
    assert {table.model for table in data_map()} == set(every_model())
    assert set(NOT_SEARCHED) <= {model._meta.label for model in apps.get_models(include_auto_created=True)}


def test_every_field_that_can_hold_something_is_looked_at():
    wanted = {
        f"{model._meta.label}.{field.name}" for model in every_model() for field in model._meta.concrete_fields if can_hold_something(field)
    }

    assert {f"{table.label}.{field.name}" for table in data_map() for field in table.fields} == wanted - set(NO_WORDS)


def test_every_excuse_is_for_a_field_that_there_is():
    for name in [*NO_WORDS, *STAYS]:
        label, _, field = name.rpartition(".")
        apps.get_model(label)._meta.get_field(field)


def test_every_column_with_a_case_id_is_known():
    named = {(model._meta.label, field.name) for model in every_model() for field in model._meta.concrete_fields if "case" in field.name}
    # How many were replaced.
    named -= {("governance.Rekeying", "case_ids")}

    assert named == {(table.label, name) for table in data_map() for name in table.having(FieldWay.CASE_ID)}


def test_who_a_row_is_about_is_a_person():
    for label, name in SUBJECTS.items():
        assert apps.get_model(label)._meta.get_field(name).related_model is Person


def test_no_table_has_a_column_for_who_a_child_is():
    """The key to who is who stays outside."""
    never = ("birth", "dob", "nhs", "upn", "postcode", "child_name", "forename", "surname", "old_case", "former_case")
    found = [
        f"{model._meta.label}.{field.name}"
        for model in every_model()
        for field in model._meta.concrete_fields
        if any(part in field.name for part in never)
    ]
    assert found == []


def test_what_is_deleted_with_a_record_has_no_parts_of_its_own():
    assert {model._meta.label: children_of(model) for model in DELETED if children_of(model)} == {}
