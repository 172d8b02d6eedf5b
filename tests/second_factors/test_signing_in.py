"""The second step: after the password and before anything else."""

import datetime

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from foundation.activity.models import Access, Entry
from foundation.second_factors.services import make_recovery_codes, require_second_factor_of
from tests.reading import text_of
from tests.second_factors.conftest import code, give_password, is_in, mailed_at_once

STEP = "/sign-in/second-step/"


def test_without_a_second_step_the_password_is_enough(may_sign_in):
    assert is_in(give_password(may_sign_in.person))


def test_with_one_the_password_alone_opens_nothing(has_app):
    client = give_password(has_app.person)

    assert SESSION_KEY not in client.session
    assert (is_in(client), Access.objects.filter(act="signed_in").exists()) == (False, False)


def test_the_code_lets_in_and_leads_where_the_person_was_going(has_app):
    client = give_password(has_app.person, going_to="/actions/")
    answer = client.post(STEP, {"code": code()})

    assert (answer.status_code, answer["Location"], is_in(client)) == (302, "/actions/", True)


def test_spaces_in_a_code_do_no_harm(has_app):
    client = give_password(has_app.person)
    shown = code()
    client.post(STEP, {"code": f" {shown[:3]} {shown[3:]} "})

    assert is_in(client)


def test_a_code_works_once(has_app):
    shown = code()
    give_password(has_app.person).post(STEP, {"code": shown})
    again = give_password(has_app.person)
    page = again.post(STEP, {"code": shown})

    assert "used already" in text_of(page)
    assert not is_in(again)
    assert Access.objects.filter(act="sign_in_failed", actor=has_app.person).count() == 1


def test_wrong_codes_are_slowed_down_like_wrong_passwords(has_app):
    client = give_password(has_app.person)
    for _ in range(10):
        client.post(STEP, {"code": "000000"})
    page = client.post(STEP, {"code": code()})

    assert "Too many tries" in text_of(page)
    assert not is_in(client)


def test_nobody_without_the_password_can_use_up_the_tries(has_app):
    stranger = Client()
    for _ in range(25):
        stranger.post(STEP, {"code": "000000"})
    client = give_password(has_app.person)
    client.post(STEP, {"code": code()})

    assert is_in(client)


def test_ten_minutes_later_one_begins_again(has_app):
    client = give_password(has_app.person)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
        answer = client.post(STEP, {"code": code()}, follow=True)

    assert answer.redirect_chain == [("/sign-in/", 302)]
    assert "Sign in again" in text_of(answer)


def test_a_password_changed_meanwhile_ends_it(has_app):
    client = give_password(has_app.person)
    has_app.person.set_password("another-long-word-63")
    has_app.person.save()
    client.post(STEP, {"code": code()})

    assert not is_in(client)


def test_a_recovery_code_lets_in_once_and_its_owner_is_told(has_app):
    given = make_recovery_codes(actor=has_app.person)
    client = give_password(has_app.person)
    client.post(STEP, {"code": given[0].lower().replace("-", " ")})
    assert is_in(client)
    assert mailed_at_once() == ["A recovery code of yours was used to sign in"]
    assert Entry.objects.filter(verb="second_factor.code_used").get().facts == {"left": 9}

    again = give_password(has_app.person)
    again.post(STEP, {"code": given[0]})
    assert not is_in(again)


def test_a_session_that_was_planted_before_does_not_become_theirs(has_app):
    """Session fixation: the key that a stranger knew is worth nothing afterwards."""
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    give_password(has_app.person, client)
    waiting = client.session.session_key
    client.post(STEP, {"code": code()})

    assert len({planted, waiting, client.session.session_key}) == 3
    assert "planted" not in client.session


def test_who_holds_a_role_that_needs_one_sets_it_up_before_anything_else(may_sign_in, administrator):
    require_second_factor_of(actor=administrator.person, roles=["practitioner"])
    client = give_password(may_sign_in.person, going_to="/actions/")
    answer = client.get("/actions/", follow=True)

    assert answer.redirect_chain == [("/my-sign-in/", 302)]
    assert "Add an app or a passkey here; then everything else opens." in text_of(answer)
    assert client.get("/my-sign-in/app/").status_code == 200


def test_what_was_sent_before_it_is_set_up_is_not_done(may_sign_in, administrator):
    require_second_factor_of(actor=administrator.person, roles=["practitioner"])
    client = give_password(may_sign_in.person)
    answer = client.post("/settings/away/", {"first_day_0": "1", "first_day_1": "9", "first_day_2": "2023"})

    assert (answer.status_code, answer["Location"]) == (302, "/my-sign-in/")


@pytest.mark.parametrize("address", [STEP])
def test_nobody_sees_the_second_step_without_the_first(client, db, address):
    assert client.get(address)["Location"] == "/sign-in/"
