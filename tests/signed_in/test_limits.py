"""Signed out after a while without doing anything, and after the hours of a day, whatever is done."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from foundation.sending.models import KeptForm
from foundation.sending.writers import FIELD, seal_of
from foundation.signed_in.calculations import SessionLimits, browser_in_words, can_stay, seconds_left
from foundation.signed_in.limits import LIMITS
from foundation.signed_in.models import SignedInBrowser
from tests.reading import text_of
from tests.second_factors.conftest import give_password, is_in, may_sign_in

__all__ = ["may_sign_in"]
MOMENTS = st.integers(0, 10**6)


@given(MOMENTS, MOMENTS, MOMENTS, st.integers(1, 10**5), st.integers(1, 10**5))
def test_the_earlier_of_the_two_ends_it(began, seen, now, idle, whole):
    left = seconds_left(SessionLimits(idle=idle, whole=whole), began=began, seen=seen, now=now)

    def alive(at):
        """A moment still to come never ends it."""
        return at - seen < idle and at - began < whole

    assert (left == 0) == (not alive(now))
    assert left <= min(idle, whole)


@pytest.mark.parametrize(("hours", "possible"), [(0, True), (8.9, True), (9.1, False)])
def test_doing_something_helps_until_the_last_hour(hours, possible):
    assert can_stay(SessionLimits(idle=3600, whole=36_000), began=0, now=hours * 3600) == possible


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("", "A browser"),
        ("<script>", "A browser"),
    ],
)  # fmt: skip
def test_a_browser_is_named_as_people_know_it(says, words):
    assert browser_in_words(says) == words


def after(**time_passed):
    return time_machine.travel(timezone.now() + datetime.timedelta(**time_passed))


def test_who_does_nothing_for_an_hour_is_signed_out_and_told_why(may_sign_in):
    client = give_password(may_sign_in.person)
    with after(minutes=59):
        assert is_in(client)
    with after(minutes=59 + 61):
        answer = client.get("/actions/", follow=True)

    assert answer.redirect_chain == [("/sign-in/?next=/actions/&ended=yes", 302)]
    assert "You were signed out, as you had done nothing for a while" in text_of(answer)


def test_who_works_on_is_signed_out_after_the_hours_of_a_day(may_sign_in):
    client = give_password(may_sign_in.person)
    for half_hours in range(1, 20):
        with after(minutes=30 * half_hours):
            assert is_in(client), half_hours
    with after(hours=10, seconds=5):
        assert not is_in(client)


def test_what_is_sent_too_late_is_kept(may_sign_in):
    client = give_password(may_sign_in.person)
    with after(minutes=61):
        client.post("/settings/away/", {"first_day_0": "1", "first_day_1": "9", FIELD: seal_of(may_sign_in.person)})

    assert KeptForm.objects.get().person == may_sign_in.person


def test_asking_how_long_is_left_is_not_doing_something_and_staying_is(may_sign_in):
    client = give_password(may_sign_in.person)
    with after(minutes=58):
        left = client.get("/my-sign-in/left/").json()
        assert (100 < left["left"] <= 120, left["can_stay"]) == (True, True)
    with after(minutes=59):
        assert 3590 < client.post("/my-sign-in/stay/").json()["left"] <= 3600
    with after(minutes=100):
        assert is_in(client)


def test_a_clock_that_was_put_back_keeps_nobody_in_for_long(may_sign_in):
    client = give_password(may_sign_in.person)
    with time_machine.travel(timezone.now() - datetime.timedelta(minutes=10)):
        assert is_in(client)
        assert client.get("/my-sign-in/left/").json()["left"] <= LIMITS.idle


def test_a_page_writes_the_moment_once_a_minute(may_sign_in):
    client = give_password(may_sign_in.person)
    client.get("/my-sign-in/browsers/")
    seen = client.session["seen_at"]
    client.get("/my-sign-in/browsers/")
    assert client.session["seen_at"] == seen
    with after(seconds=65):
        client.get("/my-sign-in/browsers/")
    assert client.session["seen_at"] > seen + 60


def test_the_row_goes_with_the_session(may_sign_in):
    give_password(may_sign_in.person, Client(headers={"user-agent": "Firefox/140.0 (Windows)"}))
    with after(hours=11):
        give_password(may_sign_in.person)

    assert [each.browser for each in SignedInBrowser.objects.all()] == ["A browser"]
