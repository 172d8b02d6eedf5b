"""Where I am signed in: own sessions listed and ended, and all of somebody's by an administrator."""

import pytest
from django.test import Client

from foundation.activity.models import Entry
from foundation.signed_in.models import SignedInBrowser
from tests.reading import text_of
from tests.second_factors.conftest import give_password, is_in, may_sign_in

__all__ = ["may_sign_in"]
PAGE = "/my-sign-in/browsers/"


@pytest.fixture
def two(may_sign_in) -> tuple[Client, Client]:
    """Will at his desk, and on his phone."""
    agents = ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Mozilla/5.0 (iPhone) Version/18.1 Safari/604.1")
    return tuple(give_password(may_sign_in.person, Client(headers={"user-agent": agent})) for agent in agents)


def test_it_lists_the_others(two):
    page = text_of(two[0].get(PAGE))

    assert "<strong>This browser</strong>: Edge on Windows" in page
    assert page.count("Safari on iPhone") == 2


def test_another_is_ended_and_leaves_a_trace(two):
    phone = SignedInBrowser.objects.get(browser="Safari on iPhone")
    two[0].post(f"{PAGE}{phone.pk}/end/")

    assert (is_in(two[0]), is_in(two[1])) == (True, False)
    assert [(entry.verb, entry.facts) for entry in Entry.objects.all()] == [("signed_in.ended", {"browser": "Safari on iPhone"})]


def test_all_others_are_ended_at_once(two, may_sign_in):
    third = give_password(may_sign_in.person)
    two[0].post(PAGE + "end-others/")

    assert [is_in(each) for each in (*two, third)] == [True, False, False]
    assert "You are signed in nowhere else." in text_of(two[0].get(PAGE))


def test_the_second_time_does_nothing(two):
    for _ in range(2):
        page = two[0].post(PAGE + "end-others/", follow=True)

    assert "You are signed in nowhere else." in text_of(page)
    assert Entry.objects.count() == 1


def test_nobody_ends_anothers(two, lead):
    phone = SignedInBrowser.objects.get(browser="Safari on iPhone")

    assert lead.post(f"{PAGE}{phone.pk}/end/").status_code == 404
    assert is_in(two[1])


def test_looking_changes_nothing(two):
    assert two[0].get(PAGE + "end-others/").status_code == 405
    assert is_in(two[1])


def test_an_administrator_ends_all_of_somebodys(two, may_sign_in, administrator, lead):
    address = f"/settings/people/{may_sign_in.person.pk}/sign-out/"
    assert lead.post(address).status_code == 403
    page = administrator.post(address, follow=True)

    assert "Will Okafor is signed out everywhere." in text_of(page)
    assert [is_in(each) for each in two] == [False, False]
    assert Entry.objects.latest("pk").verb == "signed_in.ended_by_administrator"


def test_signing_out_ends_it_here_alone(two):
    two[1].post("/sign-out/")

    assert "You are signed in nowhere else." in text_of(two[0].get(PAGE))
    assert is_in(two[0])
