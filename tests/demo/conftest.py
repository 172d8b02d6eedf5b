"""The invented council: loaded once a run, copied for each module, forgotten after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from foundation.accounts.models import Person
from tests.people import Visitor
from tests.servers import copy_database


@pytest.fixture(scope="module")
def demo(request, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """On SQLite a copy of the file that every worker shares; on PostgreSQL loaded anew, inside a transaction."""
    if connection.vendor == "sqlite":
        copy = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
        copy_database(request.getfixturevalue("loaded_demo"), copy)
        with django_db_blocker.unblock(), using_file(copy):
            yield
        return
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo")
        yield
        transaction.set_rollback(True)


@contextmanager
def using_file(file: Path) -> Iterator[None]:
    """Let the test's connection read and write another SQLite file."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    yield
    connection.close()
    connection.settings_dict["NAME"] = usual


@pytest.fixture
def as_person(demo, db) -> Callable[[str], Visitor]:
    """`as_person("Naomi Fielding")` is her, signed in."""
    return lambda name: Visitor(Person.objects.get(name=name))
