"""The invented council, loaded once for all tests of a module and forgotten after it."""

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import transaction

from foundation.accounts.models import Person
from tests.people import Visitor


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def as_person(demo, db) -> Callable[[str], Visitor]:
    """`as_person("Naomi Fielding")` is her, signed in."""
    return lambda name: Visitor(Person.objects.get(name=name))
