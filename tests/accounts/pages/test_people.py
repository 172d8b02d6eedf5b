"""`/settings/people/` and a person's own page, for administrators."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.models import Absence, Person
from foundation.council.models import Council
from tests.accounts.trail import trail_of
from tests.people import add_person
from tests.workbooks import table_in

pytestmark = pytest.mark.both  # what is found, and in which order, is the database's own

LIST, NEW = "/settings/people/", "/settings/people/new/"
PASSWORD = "harbour-kettle-41"


def url(person: Person) -> str:
    return f"/settings/people/{person.pk}/"


def typed(**changes) -> dict:
    return {"name": "Priya Nair", "is_active": "on", "roles": ["auditor"], "email": "Priya@Example.org", **changes}


def as_stored(person: Person, **changes) -> dict:
    return {"name": person.name, "is_active": "on", "roles": sorted(person.roles), "email": person.email, **changes}


def test_administrator_adds_a_person_and_is_asked_to_send_them_a_link(administrator, elm_team):
    page = administrator.post(NEW, typed(team=elm_team.pk, line_manager=elm_team.manager.pk), follow=True).content.decode()

    priya = Person.objects.get(email="priya@example.org")
    assert (priya.team, priya.line_manager, priya.roles) == (elm_team, elm_team.manager, {"auditor"})
    assert not priya.has_usable_password()
    assert "Now see to it that they get a link to choose a password." in page
    assert "Send a link to choose a password" in page


def test_somebody_who_left_already_can_be_added(administrator):
    administrator.post(NEW, typed(is_active=""))

    assert not Person.objects.get(name="Priya Nair").is_active


def test_adding_leaves_a_trace_and_sets_no_password(administrator):
    administrator.post(NEW, typed(password=PASSWORD))

    priya = Person.objects.get(name="Priya Nair")
    assert trail_of(priya) == ["gave a power", "added the person"]
    assert not priya.has_usable_password()


def test_page_shows_what_is_stored_and_what_happened(administrator, worker):
    administrator.post(url(worker.person), as_stored(worker.person, job_title="Senior social worker"))

    page = administrator.get(url(worker.person)).content.decode()
    assert "Senior social worker" in page
    assert "Changed the person’s details" in page


@pytest.mark.parametrize("who", ["lead", "director", "board_member", "outsider"])
def test_others_may_not_open_the_settings(request, who, administrator):
    visitor = request.getfixturevalue(who)

    assert [visitor.get(page).status_code for page in ("/settings/", LIST, NEW, url(administrator.person))] == [403] * 4
    assert visitor.post(url(visitor.person), as_stored(visitor.person, roles=["administrator"])).status_code == 403


def test_administrators_cannot_take_the_role_from_themselves(administrator):
    page = administrator.post(url(administrator.person), as_stored(administrator.person, roles=["auditor"]))

    assert "You cannot take the administrator’s role from yourself" in page.content.decode()
    assert Person.objects.get(pk=administrator.person.pk).roles == {"administrator"}


def test_administrators_cannot_say_that_they_left(administrator):
    page = administrator.post(url(administrator.person), as_stored(administrator.person, is_active=""))

    assert "you would lock yourself out" in page.content.decode()
    assert Person.objects.get(pk=administrator.person.pk).is_active


def test_who_leaves_can_no_longer_use_the_page_that_they_had_open(administrator, lead):
    administrator.post(url(lead.person), as_stored(lead.person, is_active=""))

    assert lead.get("/").status_code == 302


def test_two_people_cannot_have_one_email_address_however_it_is_written(administrator, worker):
    page = administrator.post(NEW, typed(email="WILL@example.org"))

    assert "Will Okafor already has this e-mail address" in page.content.decode()
    assert not Person.objects.filter(name="Priya Nair").exists()


def test_nobody_manages_their_own_manager(administrator, worker, team_manager):
    page = administrator.post(url(team_manager.person), as_stored(team_manager.person, line_manager=worker.person.pk))

    assert "Will Okafor works under Tara Quinn" in page.content.decode()


def test_the_system_actor_is_not_a_person_to_change(administrator):
    system = Person.objects.system()

    assert administrator.get(url(system)).status_code == 404
    assert "System" not in administrator.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?role=practitioner", ["Oscar Lind", "Will Okafor"]),
        ("?name=tara", ["Tara Quinn"]),
        ("?is_active=False", ["Gone Away"]),
        ("?away=on", ["Will Okafor"]),
    ],
)
def test_the_list_narrows(administrator, worker, outsider, query, found):
    Council(pk=1, demo_day=datetime.date(2023, 8, 31)).save()
    add_person("Gone Away", is_active=False)
    Absence.objects.create(person=worker.person, first_day=datetime.date(2023, 8, 28), last_day=datetime.date(2023, 9, 1))

    rows = administrator.get(LIST + query).context["table"].rows
    assert [row.record.name for row in rows] == found


def test_the_list_is_downloaded_as_it_is_narrowed(administrator, worker, outsider):
    content = administrator.get(f"{LIST}?team={worker.person.team_id}&role=practitioner&export=xlsx").content

    assert [row[0] for row in table_in(content)] == ["Name", "Will Okafor"]


def test_the_list_asks_as_often_for_many_as_for_one(administrator, elm_team):
    with CaptureQueriesContext(connection) as few:
        administrator.get(LIST)
    for name in ("Abe One", "Bea Two", "Cal Three"):
        add_person(name, "auditor", team=elm_team, line_manager=elm_team.manager)
    with CaptureQueriesContext(connection) as many:
        administrator.get(LIST)
    assert len(many) == len(few)


def test_the_page_says_which_line_manager_waits_for_a_second_person(administrator, lead, worker, head_of_service, allocated_audit):
    said = "Helen Frost: line manager of Will Okafor"
    saved = administrator.post(url(worker.person), as_stored(worker.person, line_manager=head_of_service.person.pk), follow=True)

    assert f"Waits until another administrator or a QA lead confirms it: {said}." in saved.content.decode()
    assert f"{said}</a>" in administrator.get(url(worker.person)).content.decode()


def test_a_line_manager_who_left_stays_until_another_is_chosen(administrator, worker, elm_team):
    manager = elm_team.manager
    Person.objects.filter(pk=manager.pk).update(is_active=False)

    administrator.post(url(worker.person), as_stored(worker.person, line_manager=manager.pk, job_title="Senior social worker"))

    stored = Person.objects.get(pk=worker.person.pk)
    assert (stored.line_manager, stored.job_title) == (manager, "Senior social worker")
