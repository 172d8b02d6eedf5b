"""What is sent after the session has ended, where no script keeps it: the sign-in page holds it, the next offers it."""

import re

import pytest
from django.test import Client

from audits.models import Audit
from foundation.accounts.models import Person

PASSWORD = "correct horse battery"
GIVEN = {"grade": "RI", "reason": "Seen alone once since May.", "seen": "", "later": "1"}


@pytest.fixture
def address(begun_audit) -> str:
    return f"/audits/{begun_audit.number}/form/domain-{begun_audit.tool.domains.first().pk}/"


@pytest.fixture
def browser(auditor) -> Client:
    """The auditor's browser, in which nobody is signed in any more."""
    auditor.person.set_password(PASSWORD)
    auditor.person.save()
    return Client()


def sign_in(browser: Client, person: Person, kept: str):
    return browser.post("/sign-in/", {"username": person.email, "password": PASSWORD, "kept": kept})


def seal_on(page) -> str:
    return page.context["form"]["kept"].value()


def hidden_fields(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode()))


def reasons(audit: Audit) -> list[str]:
    return list(audit.judgements.values_list("reason", flat=True))


def test_words_sent_after_the_session_ended_are_saved_after_signing_in(browser, auditor, begun_audit, address):
    page = browser.post(address, GIVEN)
    assert "what you wrote is kept on this page" in page.content.decode()
    assert reasons(begun_audit) == []

    offered = sign_in(browser, auditor.person, seal_on(page))
    assert "Seen alone once since May." in offered.content.decode()
    fields = {name: value for name, value in hidden_fields(offered).items() if name != "csrfmiddlewaretoken"}
    assert (offered.context["kept"].path, fields) == (address, GIVEN)

    response = browser.post(address, fields)
    assert response.url == f"/audits/{begun_audit.number}/"
    assert reasons(begun_audit) == ["Seen alone once since May."]


def test_the_sign_in_page_is_sent_to_the_sign_in(browser, address):
    assert 'action="/sign-in/"' in browser.post(address, GIVEN).content.decode()


def test_a_wrong_password_loses_nothing(browser, auditor, address):
    seal = seal_on(browser.post(address, GIVEN))

    again = browser.post("/sign-in/", {"username": auditor.person.email, "password": "wrong", "kept": seal})

    assert seal_on(again) == seal


def test_signed_in_meanwhile_in_another_window_loses_nothing(browser, auditor, address):
    seal = seal_on(browser.post(address, GIVEN))
    browser.force_login(auditor.person)

    assert "Seen alone once since May." in sign_in(browser, auditor.person, seal).content.decode()


def test_somebody_else_who_signs_in_sends_it_nowhere(browser, auditor, moderator, begun_audit, address):
    moderator.person.set_password(PASSWORD)
    moderator.person.save()
    offered = sign_in(browser, moderator.person, seal_on(browser.post(address, GIVEN)))

    assert browser.post(address, hidden_fields(offered)).status_code == 404
    assert reasons(begun_audit) == []


@pytest.mark.parametrize("seal", ["", "made-up", "WyIvIixbXV0:1abc:forged"])
def test_what_this_site_did_not_sign_is_not_offered(browser, auditor, seal):
    assert sign_in(browser, auditor.person, seal).url == "/"


def test_another_page_asks_to_sign_in_as_before(browser, begun_audit):
    response = browser.post(f"/audits/{begun_audit.number}/check/")

    assert response.url == f"/sign-in/?next=/audits/{begun_audit.number}/check/"


def test_too_much_is_not_kept(browser, address):
    response = browser.post(address, GIVEN | {"reason": "a" * 200_001})

    assert response.url == f"/sign-in/?next={address}"


def test_a_save_by_the_script_is_answered_as_before(browser, address):
    response = browser.post(address, GIVEN, headers={"Accept": "application/json"})

    assert response.url == f"/sign-in/?next={address}"
