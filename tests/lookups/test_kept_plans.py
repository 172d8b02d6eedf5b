"""A statement whose plan is kept: planned once by a connection, counted as any other, and not kept where the portal is told so."""

import pytest
from django.db import connection

from foundation.accounts.models import Person
from foundation.lookups.kept_plans import row_by_kept_plan
from foundation.lookups.together import which_have_any
from qa_portal.environment import keeping_plans

pytestmark = [pytest.mark.django_db, pytest.mark.both]

# In a statement, so that it is found again among those of the tests before.
PERCENT = "100% o’mark'd \\"


def plans(mark):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements WHERE position(%s in statement) > 0", [mark]
        )
        return cursor.fetchall()


def asked(name, number=0):
    people = Person.objects.order_by()
    return which_have_any([people.filter(name=name, pk__gt=number), people.filter(name="nobody"), people.none()])


def test_what_is_found_is_of_now_and_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert asked(PERCENT) == [False, False, False]
    person = Person.objects.create(name=PERCENT)
    with django_assert_num_queries(1):
        assert asked(PERCENT) == [True, False, False]
    assert asked(PERCENT, person.pk) == [False, False, False]


@pytest.mark.postgresql
def test_one_plan_serves_all_people():
    for number in (1, 2, 3):
        asked("Cerys Hale", number)

    assert [plan[1:] for plan in plans("Cerys Hale")] == [(3, 0)]


@pytest.mark.postgresql
def test_of_many_texts_those_asked_last_are_kept():
    for number in range(20):
        row_by_kept_plan(f"SELECT %s + %s AS number_{number}", [1, number], connection)

    assert 0 < len(plans(" AS number_")) <= 7
    assert plans(" AS number_19")


@pytest.mark.postgresql
def test_behind_a_pooler_nothing_is_kept(monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    Person.objects.create(name="Bolu Ade")

    assert asked("Bolu Ade") == [True, False, False]
    assert plans("Bolu Ade") == []


def test_what_the_address_asks_of_the_server_is_kept():
    assert keeping_plans({"options": "-c work_mem=64MB"})["options"] == "-c work_mem=64MB -c plan_cache_mode=force_generic_plan"
