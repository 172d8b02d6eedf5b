"""Who has no password here shows again that it is they at the provider: before approving, and before a file of cases."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from foundation.activity.models import Access
from foundation.single_sign_on import again
from foundation.single_sign_on.models import CouncilAccount
from reports.models import Report
from tests.people import Visitor, signed_in_long_ago
from tests.reading import text_of
from tests.single_sign_on.conftest import account, council_account, issuer
from tests.single_sign_on.conftest import sign_in as sign_in_there

__all__ = ["council_account", "issuer"]
pytestmark = pytest.mark.once

URL = "/reports/2023-06-to-2023-07/approve/"
BY_ACCOUNT = {"confirm_by": "council-account"}


@pytest.fixture
def meg(director, council_account, issuer) -> Visitor:
    """Linked to her account, and signed in long ago."""
    account(issuer, "oid-meg", email=director.person.email, email_verified=True, auth_time=int(time.time()))
    CouncilAccount.objects.create(person=director.person, issuer=issuer, subject="oid-meg", linked_on="2023-06-01")
    return signed_in_long_ago(director.person)


def come_back(visitor: Client, there: str, subject: str = "oid-meg"):
    back = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=5).headers["Location"]
    return visitor.get(f"{urlsplit(back).path}?{urlsplit(back).query}")


def test_the_provider_asks_and_what_was_ticked_goes_on_by_one_press(meg, written_report):
    page = text_of(meg.post(URL, {"sure": "on"}))
    assert "Show again that it is you before you approve the report" in page
    assert "Sign in with your council account" in page

    there = meg.post(URL, {"sure": "on"} | BY_ACCOUNT)["Location"]
    assert {name: parse_qs(urlsplit(there).query)[name] for name in ("prompt", "max_age")} == {"prompt": ["login"], "max_age": ["0"]}
    assert come_back(meg, there)["Location"] == URL
    page = meg.get(URL)
    assert '<input type="hidden" name="sure" value="on">' in page.content.decode()
    assert not Report.objects.get().is_approved

    meg.post(URL, {"sure": "on"})
    assert Report.objects.get().is_approved


def test_signing_in_with_the_account_a_moment_ago_is_enough(meg, written_report):
    _, client = sign_in_there("oid-meg")

    assert "I have read the report" in text_of(client.get(URL))


def test_before_a_file_too(meg, written_report):
    page = meg.get("/actions/?export=csv")["Location"]
    assert come_back(meg, meg.post(page, BY_ACCOUNT)["Location"])["Location"] == page
    assert 'href="/actions/?export=csv"' in meg.get(page).content.decode()
    assert meg.get("/actions/?export=csv").status_code == 200


def test_a_provider_that_asked_nobody_again_is_not_believed(meg, written_report, monkeypatch):
    monkeypatch.setattr(again, "SKEW", -3600)
    answer = come_back(meg, meg.post(URL, BY_ACCOUNT)["Location"])

    assert (answer.status_code, "did not ask you again" in text_of(answer)) == (403, True)
    assert "Show again that it is you" in text_of(meg.get(URL))
    assert Access.objects.get(act="sign_in_failed").facts == {"why": "asked again, no new sign-in there"}


def test_another_persons_account_confirms_nothing_and_signs_nobody_else_in(meg, worker, issuer, written_report):
    account(issuer, "oid-will", email=worker.person.email, email_verified=True)
    answer = come_back(meg, meg.post(URL, BY_ACCOUNT)["Location"], "oid-will")

    assert (answer.status_code, "This is another account" in text_of(answer)) == (403, True)
    assert meg.session["_auth_user_id"] == str(meg.person.pk)
    assert "Show again that it is you" in text_of(meg.get(URL))


def test_what_was_begun_and_left_does_not_confirm_a_later_sign_in(meg, issuer, written_report):
    meg.post(URL, BY_ACCOUNT)
    answer, _ = sign_in_there("oid-meg", meg, going_to="/actions/")

    assert answer["Location"] == "/actions/"


def test_a_provider_that_is_away_is_said_to_be(meg, written_report, monkeypatch):
    monkeypatch.setattr(again, "lead_there", lambda *_, **__: (_ for _ in ()).throw(again.ProviderSilent()))

    assert "does not answer, so nothing was done" in text_of(meg.post(URL, BY_ACCOUNT))


@pytest.mark.parametrize("said", [None, "yes", 0, time.time() - 3600], ids=["not at all", "in a word", "never", "an hour ago"])
def test_the_provider_has_to_say_when(meg, rf, said):
    request = rf.get("/")
    request.user, request.session = meg.person, meg.session
    request.session["asked_again_at_provider"] = {"person": meg.person.pk, "since": time.time(), "going_to": "/"}
    known = CouncilAccount.objects.get()

    with pytest.raises(again.AccountRefused):
        again.confirmed_again(request, {"iss": known.issuer, "sub": known.subject, "auth_time": said})
