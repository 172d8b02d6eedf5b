"""Signing in with the council's account, at a real provider of OpenID Connect that runs as a process of its own."""

import json
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.models import Access, Entry
from foundation.second_factors.services import require_second_factor_of
from foundation.single_sign_on import provider
from foundation.single_sign_on.models import CouncilAccount
from tests.people import Visitor
from tests.reading import text_of
from tests.second_factors.conftest import is_in
from tests.servers import free_port
from tests.single_sign_on.conftest import BACK, BEGIN, account, sign_in

pytestmark = pytest.mark.once


@pytest.fixture
def will(worker, council_account, issuer) -> Person:
    account(issuer, "oid-will", email="Will@Example.org", email_verified=True)
    return worker.person


def test_who_is_known_by_a_checked_address_is_in_and_linked(will, issuer):
    answer, client = sign_in("oid-will", going_to="/actions/")

    assert (answer.status_code, answer["Location"], is_in(client)) == (302, "/actions/", True)
    assert [(each.person, each.issuer, each.subject) for each in CouncilAccount.objects.all()] == [(will, issuer, "oid-will")]
    assert [(entry.actor, entry.verb) for entry in Entry.objects.all()] == [(will, "council_account.linked")]
    assert Access.objects.filter(act="signed_in", actor=will).count() == 1


def test_the_sign_in_page_leads_there(will):
    page = text_of(Client().get("/sign-in/?next=/actions/"))

    assert 'href="/sign-in/with-account/?next=%2Factions%2F"' in page
    assert "Sign in with your council account" in page


def test_without_a_provider_nothing_of_it_is_there(db):
    assert "council account" not in text_of(Client().get("/sign-in/"))
    assert [Client().get(address).status_code for address in (BEGIN, BACK)] == [404, 404]


def test_another_address_is_the_same_person(will, issuer):
    sign_in("oid-will")
    account(issuer, "oid-will", email="will.okafor-new@example.org", email_verified=True)
    answer, client = sign_in("oid-will")

    assert (answer.status_code, is_in(client), CouncilAccount.objects.count()) == (302, True, 1)


def test_an_address_that_somebody_else_has_now_opens_nothing(will, issuer):
    sign_in("oid-will")
    account(issuer, "oid-another", email="will@example.org", email_verified=True)
    answer, client = sign_in("oid-another")

    assert (answer.status_code, is_in(client)) == (403, False)
    assert "Another account is already linked to Will Okafor." in text_of(answer)


@pytest.mark.parametrize("claims", [{"email": "will@example.org"}, {"email": "will@example.org", "email_verified": False}, {}])
def test_an_address_that_nobody_checked_opens_nothing(will, issuer, claims):
    account(issuer, "oid-typed", **claims)
    answer, client = sign_in("oid-typed")

    assert (answer.status_code, is_in(client), CouncilAccount.objects.exists()) == (403, False, False)
    assert "names no e-mail address that the council has checked" in text_of(answer)


def test_where_only_the_council_sets_addresses_they_count(will, issuer, council_account):
    council_account.OIDC_TRUSTS_ADDRESSES = True
    account(issuer, "oid-entra", preferred_username="will@example.org")

    assert is_in(sign_in("oid-entra")[1])


def test_who_is_not_here_is_told_what_to_do(will, issuer):
    account(issuer, "oid-stranger", email="nobody@example.org", email_verified=True)
    answer, client = sign_in("oid-stranger")

    assert "Nobody here has the address nobody@example.org. Ask an administrator to add you" in text_of(answer)
    assert not Person.objects.filter(email="nobody@example.org").exists()


def test_what_was_refused_is_in_the_log_of_access_without_a_word_of_the_provider(will, issuer):
    account(issuer, "oid-stranger", email="nobody@example.org", email_verified=True)
    _, client = sign_in("oid-stranger")
    client.get(f"{BACK}?code=a-code&state=a-state")
    Person.objects.filter(pk=will.pk).update(is_active=False)
    sign_in("oid-will")

    kept = Access.objects.filter(act="sign_in_failed").order_by("pk")
    assert [(each.actor, each.address, each.facts) for each in kept] == [
        (None, "single_sign_on:back", {"why": "unknown address"}),
        (None, "single_sign_on:back", {"why": "not signed in there"}),
        (will, "single_sign_on:back", {"why": "has left"}),
    ]


def test_who_left_stays_out(will, issuer):
    sign_in("oid-will")
    Person.objects.filter(pk=will.pk).update(is_active=False)
    answer, client = sign_in("oid-will")

    assert (answer.status_code, is_in(client)) == (403, False)


def test_roles_come_from_groups_and_go_with_them_and_others_stay(will, issuer, council_account):
    council_account.OIDC_ROLES = {"qa-auditors": "auditor", "qa-leads": "qa_lead"}
    account(issuer, "oid-will", email="will@example.org", email_verified=True, roles=["qa-auditors", "something-else"])
    sign_in("oid-will")
    assert will.role_names == ["auditor", "practitioner"]

    account(issuer, "oid-will", email="will@example.org", email_verified=True, roles=["qa-leads"])
    sign_in("oid-will")
    assert will.role_names == ["practitioner", "qa_lead"]
    assert [entry.actor.is_system for entry in Entry.objects.filter(verb="person.roles_set")] == [True, True]


def test_the_last_administrator_stays_one(administrator, issuer, council_account):
    council_account.OIDC_ROLES = {"qa-admins": "administrator"}
    account(issuer, "oid-admin", email=administrator.person.email, email_verified=True, roles=[])
    answer, client = sign_in("oid-admin")

    assert (is_in(client), administrator.person.role_names) == (True, [Role.ADMINISTRATOR])


@pytest.mark.parametrize(("there", "leads_to"), [(False, "/my-sign-in/"), (True, "/actions/")])
def test_a_second_step_is_asked_here_unless_the_provider_has_one(will, administrator, council_account, there, leads_to):
    council_account.OIDC_HAS_SECOND_STEP = there
    require_second_factor_of(actor=administrator.person, roles=["practitioner"])
    _, client = sign_in("oid-will", going_to="/actions/")

    assert client.get("/actions/", follow=True).request["PATH_INFO"] == leads_to


def test_an_answer_that_another_browser_asked_for_is_worth_nothing(will):
    there = Client().get(BEGIN)["Location"]
    back = requests.post(there, data={"sub": "oid-will"}, allow_redirects=False, timeout=5).headers["Location"]
    other = Client()
    other.get(BEGIN)
    answer = other.get(f"{BACK}?{urlsplit(back).query}")

    assert (answer.status_code, is_in(other)) == (400, False)


def test_an_answer_works_once(will):
    client = Client()
    there = client.get(BEGIN)["Location"]
    back = requests.post(there, data={"sub": "oid-will"}, allow_redirects=False, timeout=5).headers["Location"]
    client.get(f"{BACK}?{urlsplit(back).query}")
    Client().get(f"{BACK}?{urlsplit(back).query}")
    client.post("/sign-out/")

    assert client.get(f"{BACK}?{urlsplit(back).query}").status_code == 400
    assert not is_in(client)


@pytest.mark.parametrize("query", ["", "code=x&state=y", "error=access_denied&state=y"])
def test_who_comes_back_without_having_been_there_is_not_in(will, query):
    client = Client()
    answer = client.get(f"{BACK}?{query}")

    assert (answer.status_code, is_in(client)) == (400, False)
    assert "You were not signed in. Try again" in text_of(answer)


def test_a_provider_that_is_away_is_said_to_be(will, settings):
    settings.OIDC_ISSUER = f"http://localhost:{free_port()}"
    provider._client.cache_clear()
    answer = Client().get(BEGIN)

    assert (answer.status_code, "does not answer" in text_of(answer)) == (503, True)


def test_nobody_is_led_away_from_the_portal(will):
    answer, _ = sign_in("oid-will", going_to="https://evil.example/")

    assert answer["Location"] == "/"


def test_an_administrator_takes_an_account_off_and_the_next_is_linked(will, issuer, administrator, lead):
    _, client = sign_in("oid-will")
    address = f"/settings/people/{will.pk}/account/take-off/"
    assert lead.post(address).status_code == 403
    administrator.post(address)
    assert (is_in(client), CouncilAccount.objects.exists()) == (False, False)

    account(issuer, "oid-will-again", email="will@example.org", email_verified=True)
    assert is_in(sign_in("oid-will-again")[1])
    page = Visitor(administrator.person).post(address, {"again": "yes"}, follow=True)
    assert "The account was taken off." in text_of(page)


def test_no_token_is_kept(will):
    _, client = sign_in("oid-will")

    assert "token" not in json.dumps(dict(client.session))
