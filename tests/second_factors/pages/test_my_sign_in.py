"""How I sign in: an app, passkeys, recovery codes."""

import re

import pyotp
import pytest

from foundation.activity.models import Entry
from foundation.second_factors.models import AuthenticatorApp, Passkey, RecoveryCode
from foundation.second_factors.services import make_recovery_codes, require_second_factor_of
from tests.people import Visitor
from tests.reading import text_of
from tests.second_factors.conftest import PASSWORD, confirmed, mailed_at_once

PAGE = "/my-sign-in/"
CHANGES = ["app/", "app/remove/", "passkeys/new/", "recovery-codes/"]


def secret_on(page) -> str:
    return re.search(r"type this key: <code>([A-Z2-7 ]+)</code>", page.content.decode())[1].replace(" ", "")


def add_app(visitor: Visitor):
    secret = secret_on(visitor.get(PAGE + "app/"))
    return visitor.post(PAGE + "app/", {"code": pyotp.TOTP(secret).now()})


def test_it_says_what_there_is_and_what_it_is_good_for(worker):
    page = text_of(worker.get(PAGE))

    assert "With a second step, somebody who learns your password still cannot sign in as you." in page
    assert page.count("Not added") == 1


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_asks_for_the_password_again(may_sign_in, change):
    page = may_sign_in.get(PAGE + change)

    assert "Give your password again before you change how you sign in" in text_of(page)


def test_the_password_leads_on(may_sign_in):
    answer = may_sign_in.post(PAGE + "app/", {"password_again": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, PAGE + "app/")
    assert "point the camera at this picture" in text_of(may_sign_in.get(PAGE + "app/"))


def test_an_app_is_added_with_recovery_codes_and_its_owner_is_told(worker):
    page = add_app(confirmed(worker))

    codes = re.findall(r"<li><code>([A-Z0-9]{5}-[A-Z0-9]{5})</code></li>", page.content.decode())
    assert (len(set(codes)), "no-store" in page["Cache-Control"]) == (10, True)
    assert RecoveryCode.objects.filter(person=worker.person).count() == 10
    assert mailed_at_once() == ["An authenticator app was added to your account"]
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["second_factor.app_added", "second_factor.codes_made"]


def test_the_secret_is_nowhere_in_clear(worker):
    confirmed(worker)
    secret = secret_on(worker.get(PAGE + "app/"))
    worker.post(PAGE + "app/", {"code": pyotp.TOTP(secret).now()})

    assert secret not in AuthenticatorApp.objects.get().sealed_secret
    assert secret not in str([entry.facts for entry in Entry.objects.all()])
    assert "secret_for_app" not in worker.session


def test_a_wrong_code_adds_nothing(worker):
    confirmed(worker)
    worker.get(PAGE + "app/")
    page = worker.post(PAGE + "app/", {"code": "12345"})

    assert "This is not the code that the app shows now." in text_of(page)
    assert not AuthenticatorApp.objects.exists()


def test_new_recovery_codes_replace_the_earlier_ones(has_app):
    make_recovery_codes(actor=has_app.person)
    before = set(RecoveryCode.objects.values_list("digest", flat=True))
    confirmed(has_app).post(PAGE + "recovery-codes/")

    after = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert (len(after), before & after) == (10, set())


def test_looking_changes_nothing(has_app):
    confirmed(has_app)
    for change in CHANGES:
        has_app.get(PAGE + change)

    assert (AuthenticatorApp.objects.count(), RecoveryCode.objects.count(), Entry.objects.count()) == (1, 0, 0)


def test_the_app_is_removed_with_the_codes_that_go_with_it(has_app):
    make_recovery_codes(actor=has_app.person)
    confirmed(has_app).post(PAGE + "app/remove/")

    assert (AuthenticatorApp.objects.count(), RecoveryCode.objects.count()) == (0, 0)


def test_the_second_time_does_nothing(has_app):
    confirmed(has_app).post(PAGE + "app/remove/")
    page = has_app.post(PAGE + "app/remove/", follow=True)

    assert "It was removed a moment ago." in text_of(page)


def test_the_last_one_stays_where_a_role_needs_it(has_app, administrator):
    require_second_factor_of(actor=administrator.person, roles=["practitioner"])
    page = confirmed(has_app).post(PAGE + "app/remove/", follow=True)

    assert "Add another one before you remove this." in text_of(page)
    assert AuthenticatorApp.objects.filter(person=has_app.person).exists()


def test_nobody_removes_anothers_passkey(worker, lead):
    passkey = Passkey.objects.create(person=worker.person, name="Phone", credential_id="abc", public_key=b"k", added_on="2023-06-01")

    assert confirmed(lead).post(f"{PAGE}passkeys/{passkey.pk}/remove/").status_code == 404
    assert Passkey.objects.filter(pk=passkey.pk).exists()


def test_at_a_bare_network_address_no_passkey_is_offered(worker):
    page = confirmed(worker).get(PAGE + "passkeys/new/", SERVER_NAME="127.0.0.1", follow=True)

    assert "A passkey belongs to a name." in text_of(page)


def test_what_is_no_passkey_is_refused_in_words(worker):
    confirmed(worker)
    worker.get(PAGE + "passkeys/new/", SERVER_NAME="localhost")
    for sent in ("", "{}", "[]", '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}'):
        page = worker.post(PAGE + "passkeys/new/", {"name": "Phone", "credential": sent}, SERVER_NAME="localhost")
        assert "Press the button again" in text_of(page)
    assert not Passkey.objects.exists()
