"""Lines of management, read several levels at a time."""

import pytest

from foundation.accounts.models import Person
from foundation.accounts.queries import LinesOfManagement
from tests.replay import replayed

pytestmark = pytest.mark.django_db


@pytest.fixture
@replayed
def line() -> list[Person]:
    """Eight people, each managed by the one before; the first by nobody."""
    people: list[Person] = []
    for place in range(8):
        people.append(Person.objects.create(name=f"Level {place}", line_manager=people[-1] if people else None))
    return people


def test_everybody_above_is_found_however_long_the_line_in_two_queries(line, django_assert_num_queries):
    with django_assert_num_queries(2):
        lines = LinesOfManagement(workers=[line[-1]])
    assert lines.above(line[-1].pk) == {person.pk for person in line[:-1]}


def test_a_circle_ends_the_walk(line):
    Person.objects.filter(pk=line[0].pk).update(line_manager=line[-1])
    worker = Person.objects.get(pk=line[-1].pk)
    assert LinesOfManagement(workers=[worker]).above(worker.pk) == {person.pk for person in line}
