"""Before a file of case content, and before somebody answers for a second person, the portal asks again who sits there."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.accounts.services import set_roles
from foundation.activity.models import Access
from tests.people import Visitor, signed_in_long_ago
from tests.reading import text_of
from tests.replay import replayed

PASSWORD = "harbour-kettle-41"
FILE = "/actions/?export=csv"


def with_password(visitor: Visitor) -> Visitor:
    """Signed in long ago."""
    visitor.person.set_password(PASSWORD)
    visitor.person.save()
    return signed_in_long_ago(visitor.person)


@pytest.fixture
@replayed
def naomi(lead) -> Visitor:
    return with_password(lead)


def ask_page(visitor: Visitor, file: str = FILE, back: str = "http://testserver/actions/") -> str:
    answer = visitor.get(file, headers={"referer": back})
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/take-file/")
    return answer["Location"]


def test_a_file_of_cases_is_given_once_the_password_is(naomi):
    page = ask_page(naomi)
    assert "Give your password again before you take this file" in text_of(naomi.get(page))
    assert Access.objects.filter(act="took").count() == 0

    answer = naomi.post(page, {"password_again": PASSWORD}, follow=True)

    assert f'href="{FILE}"' in answer.content.decode()
    assert 'href="http://testserver/actions/"' in answer.content.decode()
    assert naomi.get(FILE)["Content-Type"].startswith("text/csv")
    assert Access.objects.filter(act="took", actor=naomi.person).count() == 1


def test_minutes_are_a_setting(naomi, settings):
    settings.PASSWORD_AGAIN_MINUTES = 30
    naomi.post(ask_page(naomi), {"password_again": PASSWORD})
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=29)):
        assert naomi.get(FILE).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=30)):
        ask_page(naomi)


def test_a_wrong_password_gives_nothing(naomi):
    page = naomi.post(ask_page(naomi), {"password_again": "not-it-at-all"})

    assert "This is not your password." in text_of(page)
    ask_page(naomi)


def test_a_page_of_cases_and_a_file_without_any_ask_for_nothing(naomi, analyst):
    assert naomi.get("/actions/").status_code == 200
    assert with_password(analyst).get("/performance/imports/mappings/?export=csv")["Content-Type"].startswith("text/csv")


def test_the_page_leads_nobody_away_from_the_portal(naomi):
    naomi.post(ask_page(naomi), {"password_again": PASSWORD})
    page = naomi.get("/take-file/?next=https://evil.example/&back=//evil.example/").content.decode()

    assert "evil.example" not in page


def test_who_confirms_a_power_shows_that_it_is_they_and_the_press_goes_on(administrator, lead, worker, naomi):
    set_roles(actor=administrator.person, person=worker.person, roles=[Role.ADMINISTRATOR])
    asked = worker.person.power_requests.get()
    address = reverse("accounts:power", args=[asked.pk])
    assert naomi.get(address).status_code == 200

    page = naomi.post(address, {"confirm": "1"})
    assert '<input type="hidden" name="confirm" value="1">' in page.content.decode()
    assert not PersonRole.objects.filter(person=worker.person, role=Role.ADMINISTRATOR).exists()

    naomi.post(address, {"confirm": "1", "password_again": PASSWORD})
    assert PersonRole.objects.filter(person=worker.person, role=Role.ADMINISTRATOR).exists()
