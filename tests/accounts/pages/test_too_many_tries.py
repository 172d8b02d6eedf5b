"""Trying passwords is slowed down, by account and by address, and its owner is not kept out."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from foundation.accounts.models import Attempt
from tests.accounts.trail import trail_of
from tests.replay import replayed

PASSWORD = "harbour-kettle-41"
PAUSED = "Too many tries. Wait 15 minutes, then try again."


@pytest.fixture
@replayed
def will(worker):
    worker.person.set_password(PASSWORD)
    worker.person.save()
    return worker.person


def try_it(email, password="wrong-every-time", address="10.0.0.1", client=None):
    return (client or Client()).post("/sign-in/", {"username": email, "password": password}, REMOTE_ADDR=address)


def is_in(answer) -> bool:
    return answer.status_code == 302


def test_after_five_wrong_tries_even_the_right_one_must_wait(will):
    for _ in range(5):
        assert "do not match" in try_it(will.email).content.decode()

    page = try_it(will.email, PASSWORD)

    assert not is_in(page)
    assert PAUSED in page.content.decode()


def test_the_pause_is_over_after_a_quarter_of_an_hour_however_often_somebody_tried_in_it(will):
    for _ in range(30):
        try_it(will.email)

    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=15, seconds=1)):
        assert is_in(try_it(will.email, PASSWORD))


def test_the_pause_says_how_long_it_still_lasts(will):
    with time_machine.travel(timezone.now() - datetime.timedelta(minutes=10)):
        for _ in range(5):
            try_it(will.email)

    assert "Wait 5 minutes, then try again." in try_it(will.email, PASSWORD).content.decode()


def test_many_addresses_do_not_try_one_account_for_long(will):
    for number in range(40):
        try_it(will.email, address=f"10.0.{number}.1")

    assert "Too many tries" in try_it(will.email, PASSWORD, address="10.7.7.7").content.decode()


def test_one_address_does_not_try_many_accounts_for_long(will):
    for number in range(60):
        try_it(f"somebody{number}@example.org")

    assert "Too many tries" in try_it(will.email, PASSWORD).content.decode()
    assert is_in(try_it(will.email, PASSWORD, address="10.0.0.2"))


def test_strangers_do_not_keep_an_owner_out_of_a_browser_that_they_have_used(will):
    own = Client()
    assert is_in(try_it(will.email, PASSWORD, client=own))
    own.post("/sign-out/")
    for number in range(40):
        try_it(will.email, address=f"10.0.{number}.1")

    assert is_in(try_it(will.email, PASSWORD, client=own, address="10.0.1.1"))


def test_a_known_browser_is_slowed_down_too(will):
    own = Client()
    try_it(will.email, PASSWORD, client=own)
    own.post("/sign-out/")
    for _ in range(10):
        try_it(will.email, client=own)

    assert "Too many tries" in try_it(will.email, PASSWORD, client=own).content.decode()


def test_a_made_up_cookie_makes_no_browser_known(will):
    forged, own = Client(), Client()
    try_it(will.email, PASSWORD, client=own)
    name = next(name for name in own.cookies if name.startswith("known-"))
    forged.cookies[name] = own.cookies[name].value[:-3] + "abc"
    for _ in range(5):
        try_it(will.email, address="10.0.0.9")

    assert not is_in(try_it(will.email, PASSWORD, client=forged, address="10.0.0.9"))


def test_the_right_password_forgets_the_wrong_ones_before_it(will):
    for _ in range(3):
        for _ in range(4):
            try_it(will.email)
        assert is_in(try_it(will.email, PASSWORD))


def test_an_address_that_nobody_has_is_slowed_down_alike(will):
    for email in (will.email, "nobody@example.org"):
        answers = [try_it(email, address=f"10.1.1.{len(email)}").content.decode() for _ in range(6)]
        assert ["do not match" in answer for answer in answers] == [True] * 5 + [False]
        assert PAUSED in answers[-1]


def test_the_trail_tells_of_it_once(will):
    for _ in range(9):
        try_it(will.email)

    assert trail_of(will) == ["slowed down signing in after too many wrong tries"]


def test_what_is_kept_names_no_e_mail_address_and_goes_after_a_day(will):
    try_it("typed-into-the-wrong-box")
    assert "typed" not in str(Attempt.objects.values())

    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        try_it(will.email)

    assert Attempt.objects.count() == 1


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(will, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        # What a visitor writes into the header themselves stands before what the proxy adds.
        Client().post(
            "/sign-in/",
            {"username": will.email, "password": "wrong"},
            REMOTE_ADDR="127.0.0.1",
            HTTP_X_FORWARDED_FOR=f"1.2.3.{number}, 10.5.5.5",
        )

    blocked = Client().post(
        "/sign-in/", {"username": will.email, "password": PASSWORD}, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.5.5.5"
    )
    free = Client().post(
        "/sign-in/", {"username": will.email, "password": PASSWORD}, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.5.5.6"
    )
    assert (is_in(blocked), is_in(free)) == (False, True)


def test_without_a_proxy_the_header_counts_for_nothing(will):
    for number in range(5):
        Client().post("/sign-in/", {"username": will.email, "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"10.6.6.{number}")

    assert not is_in(Client().post("/sign-in/", {"username": will.email, "password": PASSWORD}, HTTP_X_FORWARDED_FOR="10.6.6.9"))


@pytest.mark.parametrize("typed", ["will@example.org", " WILL@Example.ORG", "will@example.org\u200b", "ｗill@example.org"])
def test_the_address_is_one_however_it_was_typed(will, typed):
    assert is_in(try_it(typed, PASSWORD))


@pytest.mark.parametrize("typed", ["sian.o'neill@example.org", "sian.o’neill@example.org", "SIAN.Oʼneill@example.org"])
def test_the_kind_of_apostrophe_in_an_address_does_not_matter(will, typed):
    type(will).objects.filter(pk=will.pk).update(email="sian.o'neill@example.org")

    assert is_in(try_it(typed, PASSWORD))
