"""What every answer says to a browser, and what the portal does not tell or do."""

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from foundation.accounts.models import Person
from tests.reading import text_of

PASSWORD = "harbour-kettle-41"
SAID = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
ELSEWHERE = ["//evil.example/", "https://evil.example/", "https:evil.example", "javascript:alert(1)", "/\\evil.example"]
FILES = [
    "/static/../qa_portal/settings.py",
    "/static/%2e%2e/manage.py",
    "/.git/config",
    "/.env",
    "/static/..%2f.env",
    "/static/",
    "/static/portal/",
]


@pytest.fixture
def over_https(settings, db) -> Client:
    """A portal as in production, asked over https."""
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
    return Client(headers={"x-forwarded-proto": "https"})


@pytest.mark.parametrize("address", ["/sign-in/", "/no/such/page/", "/"])
def test_every_answer_tells_the_browser_what_it_may_do(over_https, address):
    answer = over_https.get(address, secure=True)

    assert {name: answer.headers.get(name) for name in SAID} == SAID
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")
    policy = answer.headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy


def test_nobody_else_s_page_may_read_an_answer(lead):
    answer = lead.get("/actions/", headers={"origin": "https://evil.example"})

    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE", "PATCH"])
def test_methods_that_no_page_takes_are_refused(lead, method):
    assert lead.generic(method, "/actions/").status_code in (403, 405)


def test_no_answer_says_what_the_portal_is_made_of(lead):
    answer = lead.get("/help/")

    assert [name for name in answer.headers if name.lower() in ("server", "x-powered-by", "x-django-version")] == []


def test_signing_in_makes_another_session_and_ends_the_one_before(worker):
    worker.person.set_password(PASSWORD)
    worker.person.save()
    browser = Client()
    browser.get("/sign-in/passkey/", headers={"host": "localhost"})
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before

    browser.post("/sign-in/", {"username": worker.person.email, "password": PASSWORD})

    assert browser.cookies["sessionid"].value != before
    assert "_auth_user_id" in browser.session
    planted = Client()
    planted.cookies["sessionid"] = before
    assert planted.get("/").status_code == 302


def hashed(monkeypatch, browser: Client, email: str, password: str) -> int:
    """How often a password was hashed for one try: to compare it, or for nothing."""
    counted = []
    hasher = type(hashers.get_hasher())
    for name in ("encode", "verify"):
        usual = getattr(hasher, name)

        def count(self, *args, _usual=usual, **kwargs):
            counted.append(1)
            before = len(counted)
            answer = _usual(self, *args, **kwargs)
            # One that is done inside another is the same one.
            del counted[before:]
            return answer

        monkeypatch.setattr(hasher, name, count)
    browser.post("/sign-in/", {"username": email, "password": password})
    monkeypatch.undo()
    return len(counted)


def test_a_name_that_nobody_has_takes_the_same_work_as_one_that_somebody_has(worker, monkeypatch):
    worker.person.set_password(PASSWORD)
    worker.person.save()
    emails = [worker.person.email, "nobody@example.org"]

    assert [hashed(monkeypatch, Client(), email, "not-it-at-all") for email in emails] == [1, 1]


def test_and_is_answered_in_the_same_words(worker):
    worker.person.set_password(PASSWORD)
    worker.person.save()
    answers = [
        text_of(Client().post("/sign-in/", {"username": email, "password": "not-it-at-all"})).replace(email, "")
        for email in (worker.person.email, "nobody@example.org")
    ]

    assert ["do not match" in answer for answer in answers] == [True, True]


@pytest.mark.parametrize("password", ["too-short", "eleven-char"])
def test_a_short_password_is_refused(db, password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_password_counts_to_its_last_letter(db):
    password = "brass kite harbour lamp " * 8
    validate_password(password)
    person = Person(name="Will Okafor")
    person.set_password(password)

    assert [person.check_password(tried) for tried in (password, password[:-1], password.upper())] == [True, False, False]


@pytest.mark.parametrize("going_to", ELSEWHERE)
def test_signing_in_leads_nobody_away_from_the_portal(worker, going_to):
    worker.person.set_password(PASSWORD)
    worker.person.save()
    answer = Client().post("/sign-in/", {"username": worker.person.email, "password": PASSWORD, "next": going_to})

    assert answer["Location"] == "/"


def test_a_host_that_is_not_ours_is_refused(settings, db):
    settings.ALLOWED_HOSTS = ["qa.example.gov.uk"]

    for host in ("evil.example", "qa.example.gov.uk.evil.example"):
        assert Client().get("/sign-in/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("path", FILES)
def test_no_path_leads_to_a_file_of_the_server(db, path):
    answer = Client().get(path)

    assert answer.status_code in (302, 404)
    assert b"SECRET_KEY" not in answer.content


def test_a_form_without_its_token_changes_nothing(administrator):
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = administrator.cookies
    forged.post("/settings/people/new/", {"name": "Zadie Imran", "email": "zadie@example.org", "is_active": "on"})

    assert not Person.objects.filter(name="Zadie Imran").exists()
    administrator.post("/settings/people/new/", {"name": "Zadie Imran", "email": "zadie@example.org", "is_active": "on"})
    assert Person.objects.filter(name="Zadie Imran").exists()
