"""Rules of who sees what are worded once, and say of each person what is theirs."""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from actions.enums import Level
from actions.models import Action
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole, Service, Team
from foundation.accounts.worded_once import ReadsWhileWorded, condition_by_role, keys_by_role, keys_for
from foundation.lookups.read_once import held_while_reading, read_once
from tests.actions.stages import raised

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def two_managers() -> list[Person]:
    """Each manages a team of their own."""
    people = [Person.objects.create(name=name) for name in ("Bolu Ade", "Cerys Hale")]
    for person in people:
        Team.objects.create(name=f"Team of {person}", manager=person)
    return people


def names(rows) -> set[str]:
    return {str(row) for row in rows}


def test_a_rule_is_worded_once_and_finds_what_is_each_persons_own(two_managers):
    asked = []

    @keys_for
    def managed(person):
        asked.append(person)
        return Team.objects.filter(manager=person).values("pk")

    found = [names(Team.objects.filter(pk__in=managed(person))) for person in two_managers]

    assert found == [{"Team of Bolu Ade"}, {"Team of Cerys Hale"}]
    assert len(asked) == 1


def test_a_new_post_acts_at_the_next_question(two_managers):
    @keys_for
    def managed(person):
        return Team.objects.filter(manager=person).values("pk")

    first, second = two_managers
    assert names(Team.objects.filter(pk__in=managed(first))) == {"Team of Bolu Ade"}
    Team.objects.filter(manager=second).update(manager=first)
    assert names(Team.objects.filter(pk__in=managed(first))) == {"Team of Bolu Ade", "Team of Cerys Hale"}
    assert names(Team.objects.filter(pk__in=managed(second))) == set()


def test_a_rule_by_role_is_worded_for_each_set_of_roles(two_managers):
    @keys_by_role
    def seen(person):
        return (Team.objects.all() if person.has_role(Role.QA_LEAD) else Team.objects.none()).values("pk")

    first, second = two_managers
    PersonRole.objects.create(person=first, role=Role.QA_LEAD)
    assert Team.objects.filter(pk__in=seen(first)).count() == 2
    assert Team.objects.filter(pk__in=seen(second)).count() == 0
    PersonRole.objects.filter(person=first).delete()
    assert Team.objects.filter(pk__in=seen(Person.objects.get(pk=first.pk))).count() == 0


def test_a_rule_that_reads_is_refused(two_managers):
    @keys_for
    def seen(person):
        return Team.objects.filter(pk__in=list(Team.objects.filter(manager=person))).values("pk")

    with pytest.raises(ReadsWhileWorded):
        list(Team.objects.filter(pk__in=seen(two_managers[0])))


def test_what_the_request_has_read_already_is_refused_too(two_managers):
    def of_bolu():
        return read_once("teams of Bolu", lambda: list(Team.objects.filter(manager=two_managers[0]).values_list("pk", flat=True)))

    @keys_for
    def seen(person):
        return Team.objects.filter(pk__in=of_bolu()).values("pk")

    with held_while_reading():
        assert len(of_bolu()) == 1
        with pytest.raises(ReadsWhileWorded):
            list(Team.objects.filter(pk__in=seen(two_managers[1])))


def test_a_rule_that_asks_of_the_person_what_it_may_not_know_is_refused(two_managers):
    @keys_for
    def seen(person):
        return Team.objects.filter(pk=person.team_id).values("pk")

    with pytest.raises(ReadsWhileWorded):
        list(Team.objects.filter(pk__in=seen(two_managers[0])))


def test_a_condition_is_about_the_row_wherever_its_query_stands(two_managers):
    """Beside a query of the same table, within it, and within a query that Django calls as the rule's own."""

    @condition_by_role
    def managed(person):
        of_them = Person.objects.filter(pk=OuterRef("manager"), name="Nobody")
        return Team.objects.filter(manager=person).exclude(Exists(of_them))

    first, second = two_managers
    service = Service.objects.create(name="North")
    Team.objects.filter(manager=first).update(service=service)
    own = Team.objects.filter(managed(first))

    assert names(own) == {"Team of Bolu Ade"}
    assert names(Team.objects.filter(Exists(own.filter(service=OuterRef("service"))))) == {"Team of Bolu Ade"}
    within = Service.objects.filter(Exists(own.filter(service=OuterRef("pk"))))
    assert names(within) == {"North"}
    assert names(Team.objects.filter(Exists(within.filter(pk=OuterRef("service"))))) == {"Team of Bolu Ade"}
    assert names(Team.objects.exclude(managed(first)).filter(manager__isnull=False)) == {"Team of Cerys Hale"}


def test_an_action_is_seen_by_its_owner_within_any_query(lead, worker, outsider):
    action = raised(lead, worker, level=Level.TEAM, team=worker.person.team)
    for person, seen in ((lead.person, {action.pk}), (worker.person, {action.pk}), (outsider.person, set())):
        own = Action.objects.visible_to(person)
        assert set(own.values_list("pk", flat=True)) == seen
        assert set(Action.objects.filter(Exists(own.filter(pk=OuterRef("pk")))).values_list("pk", flat=True)) == seen
        assert own.filter(owner=worker.person).count() == len(seen)


def test_the_number_that_stands_for_a_person_is_in_no_statement(two_managers):
    with CaptureQueriesContext(connection) as asked:
        list(Action.objects.visible_to(two_managers[0]))
    assert "6917529027641081857" not in "".join(each["sql"] for each in asked.captured_queries)
