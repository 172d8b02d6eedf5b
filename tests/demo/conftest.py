"""The invented council: loaded once a run, copied for each module, forgotten after it."""

from collections.abc import Callable, Iterator

import pytest

from foundation.accounts.models import Person
from tests.databases import copy_database, using
from tests.people import Visitor


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory, loaded_demo) -> Iterator[None]:
    """A copy of the database that every worker shares."""
    copy = copy_database(loaded_demo, tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), using(copy):
        yield


@pytest.fixture
def as_person(demo, db) -> Callable[[str], Visitor]:
    """`as_person("Naomi Fielding")` is her, signed in."""
    return lambda name: Visitor(Person.objects.get(name=name))
