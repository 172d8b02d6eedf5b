"""The demo's sign-in page lists its people, one press each; nothing of it is there outside the demo."""

import pytest
from django.test import Client

from demo.introductions import TRY, introductions
from demo.people import PASSWORD, SIGN_INS, load_people
from foundation.accounts.models import Person
from foundation.accounts.services import change_council
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access
from foundation.council.clock import today
from tests.forms_on import Form, forms_on
from tests.people import signed_in_long_ago

PAGE = "/sign-in/"


@pytest.fixture
def demo_people(db):
    """The council of the demo without its two years of work, which the sign-in page does not ask for."""
    change_council(actor=Person.objects.system(), demo_day=today())
    return load_people()


def listed(page: str) -> list[str]:
    return [name for name in SIGN_INS.values() if name in page]


def press(name: str, client: Client, page: str = PAGE):
    """Send the form that the press on this person's name sends."""
    return client.post(page, form_of(name, client, page).fields)


def form_of(name: str, client: Client, page: str) -> Form:
    email = next(each.email for each in introductions() if each.name == name)
    (found,) = [form for form in forms_on(client.get(page)) if form.fields.get("username") == email]
    return found


def test_each_person_is_there_with_their_role_and_what_to_try(demo_people):
    page = Client().get(PAGE).text

    assert [(each.role, each.name) for each in introductions()] == [(role.label, name) for role, name in SIGN_INS.items()]
    assert [words for each in introductions() for words in (each.role, each.name, each.tries) if words not in page] == []
    assert set(TRY) == set(SIGN_INS)
    assert "autofocus" not in page, "the browser would scroll past them"


@pytest.mark.parametrize("name", ["Naomi Fielding", "Patricia Holt"])
def test_one_press_signs_in_and_leads_where_one_was_going(demo_people, name):
    client = Client()

    assert press(name, client, f"{PAGE}?next=/help/")["Location"] == "/help/"
    assert client.get("/").context["request"].user == demo_people[name]
    assert Access.objects.filter(act=AccessKind.SIGNED_IN, actor=demo_people[name]).count() == 1


def test_where_the_password_is_asked_again_the_demo_says_it_and_production_does_not(demo_people, settings):
    naomi = signed_in_long_ago(demo_people["Naomi Fielding"])
    assert f"In the demo everybody has the password {PASSWORD}" in naomi.get("/take-file/?next=/actions/").text

    settings.DEVELOPING = False
    page = naomi.get("/take-file/?next=/actions/").text
    assert "Give your password again" in page
    assert PASSWORD not in page


def test_whoever_has_left_is_not_listed(demo_people):
    Person.objects.filter(name="Daniel Whitfield").update(is_active=False)

    assert listed(Client().get(PAGE).text) == [name for name in SIGN_INS.values() if name != "Daniel Whitfield"]


def test_a_press_is_a_try_like_any_other_and_is_slowed_down_like_them(demo_people):
    client = Client()
    naomi = form_of("Naomi Fielding", client, PAGE).fields
    for _ in range(5):
        client.post(PAGE, naomi | {"password": "wrong-every-time"})

    assert "Too many tries." in client.post(PAGE, naomi).text
    assert press("Owen Tsang", client).status_code == 302


def test_a_press_from_another_site_is_refused(demo_people):
    client = Client(enforce_csrf_checks=True)
    fields = form_of("Naomi Fielding", client, PAGE).fields

    assert client.post(PAGE, {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}).status_code == 403
    assert client.post(PAGE, fields).status_code == 302


def test_outside_the_demo_nobody_is_listed_and_no_password_is_shown(demo_people):
    change_council(actor=Person.objects.system(), demo_day=None)

    page = Client().get(PAGE).text
    assert (introductions(), listed(page), PASSWORD in page) == ([], [], False)
    assert "autofocus" in page


def test_with_production_settings_nobody_is_listed_though_the_demo_is_in_the_database(demo_people, settings):
    settings.DEVELOPING = False

    page = Client().get(PAGE).text
    assert (introductions(), listed(page), PASSWORD in page) == ([], [], False)
