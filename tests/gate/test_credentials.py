"""Passwords, sessions and what is asked for at the door."""

import datetime
import math
import re
import runpy

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone
from lxml import html

from tests.architecture.source import ROOT

pytestmark = pytest.mark.once
PASSWORD = "harbour-kettle-41"


def give_password(visitor):
    visitor.person.set_password(PASSWORD)
    visitor.person.save()
    return visitor.person


def sign_in(email: str, browser: Client | None = None, **sent) -> Client:
    browser = browser or Client()
    browser.post("/sign-in/", {"username": email, "password": PASSWORD} | sent)
    return browser


def test_passwords_are_kept_as_argon2id_at_its_full_cost(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    ours = runpy.run_path(str(ROOT / "qa_portal" / "settings.py"), run_name="qa_portal.settings_of_a_server")["PASSWORD_HASHERS"]

    assert ours[0] == f"{Argon2PasswordHasher.__module__}.{Argon2PasswordHasher.__name__}"
    kept = Argon2PasswordHasher().encode(PASSWORD, Argon2PasswordHasher().salt())
    # 100 MB and two turns, where OWASP asks for 19 MB and two.
    assert re.match(r"argon2\$argon2id\$v=19\$m=102400,t=2,p=8\$", kept)
    assert Argon2PasswordHasher().verify(PASSWORD, kept)


def test_an_old_password_opens_as_a_new_one_does(worker):
    person = give_password(worker)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=5 * 365)):
        assert sign_in(person.email).get("/").status_code == 200


def test_the_key_of_a_session_is_drawn_from_more_than_128_bits(db):
    keys = {SessionStore()._get_new_session_key() for _ in range(50)}

    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    assert (len(keys), {len(key) for key in keys}, set("".join(keys)) <= set(VALID_KEY_CHARS)) == (50, {32}, True)
    assert 32 * math.log2(len(VALID_KEY_CHARS)) > 128


def test_the_key_of_a_session_that_was_ended_opens_nothing(worker):
    browser = sign_in(give_password(worker).email)
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert browser.get("/").status_code == 200

    browser.post("/sign-out/")
    browser.cookies[settings.SESSION_COOKIE_NAME] = key

    assert browser.get("/").status_code == 302


def fields_of(page) -> dict[str, tuple[str | None, str | None]]:
    """What a page asks for: of each field its kind and what a password manager may put there."""
    return {
        each.get("name"): (each.get("type"), each.get("autocomplete"))
        for form in html.fromstring(page.content).xpath("//main//form")
        for each in form.xpath(".//input | .//textarea | .//select")
        if each.get("type") != "hidden"
    }


def test_the_doors_ask_for_no_hint_and_hide_passwords_that_a_manager_may_fill_in(worker):
    assert fields_of(Client().get("/sign-in/")) == {
        "username": ("text", "username"),
        "password": ("password", "current-password"),
    }
    assert list(fields_of(Client().get("/password/forgotten/"))) == ["email"]
    own = fields_of(sign_in(give_password(worker).email).get("/my-password/"))
    assert {kind for kind, _ in own.values()} == {"password"}
    assert {filled for _, filled in own.values()} == {"current-password", "new-password"}


def test_of_a_field_that_is_sent_twice_the_last_counts_and_the_address_for_nothing(worker, lead):
    own, other = give_password(worker).email, give_password(lead).email
    browser = Client()

    browser.post(f"/sign-in/?username={other}", {"username": [other, own], "password": ["wrong", PASSWORD]})

    assert browser.session["_auth_user_id"] == str(worker.person.pk)
