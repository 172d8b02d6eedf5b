"""An empty database is migrated in a quicker way than Django's; what comes of it is the same."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.models import Model

from tests.databases import new_database, using
from tests.shares import WHOLE

pytestmark = pytest.mark.both
MODELS = apps.get_models(include_auto_created=True)


def columns_of(model: type[Model]) -> dict[str, bool]:
    """Of the table that is there: each column, and whether it may be empty."""
    with connection.cursor() as cursor:
        return {
            column.name: bool(column.null_ok) for column in connection.introspection.get_table_description(cursor, model._meta.db_table)
        }


def names_of(model: type[Model]) -> set[str]:
    """Of the table that is there: what its indexes and constraints are called."""
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, model._meta.db_table))


def test_every_table_has_what_its_model_says(db):
    wrong = [
        model._meta.label
        for model in MODELS
        if columns_of(model) != {field.column: field.null for field in model._meta.local_concrete_fields}
        or {each.name for each in [*model._meta.constraints, *model._meta.indexes]} - names_of(model)
    ]

    assert (wrong, len(MODELS) > 100) == ([], True)


@pytest.mark.skipif(not WHOLE, reason="Django's own way takes twenty seconds: `make test-long`")
def test_django_s_own_way_leaves_the_same_tables_and_rows(migrated, tmp_path, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        ours = everything()
        with using(new_database(tmp_path)):
            call_command(migrate.Command(), verbosity=0)
            theirs = everything()

    assert theirs == ours


def everything() -> dict[str, tuple]:
    return {model._meta.label: (columns_of(model), names_of(model), rows_of(model)) for model in MODELS}


def rows_of(model: type[Model]) -> list[str]:
    given = [field.attname for field in model._meta.concrete_fields if not field.get_internal_type().startswith("DateTime")]
    return sorted(map(repr, model._base_manager.values_list(*given)))
