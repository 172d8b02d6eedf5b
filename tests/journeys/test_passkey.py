"""A passkey is added and used in a real browser, with an authenticator that the browser itself plays."""

import pytest

from foundation.activity.models import Access
from foundation.second_factors.models import Passkey
from tests.browser import assert_accessible, sign_in
from tests.people import signed_in_long_ago
from tests.second_factors.conftest import PASSWORD, confirmed, may_sign_in

__all__ = ["may_sign_in"]
pytestmark = [pytest.mark.browser]


@pytest.fixture
def device(page):
    """A phone with a fingerprint reader, as Chromium plays it: the keys and signatures are real."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    return session, made["authenticatorId"]


def test_a_passkey_is_added_and_then_asked_for(page, live, may_sign_in, device):
    sign_in(page, live, may_sign_in)
    page.goto(f"{live}/my-sign-in/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    assert_accessible(page)
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    assert_accessible(page)
    assert [(key.name, key.person) for key in Passkey.objects.all()] == [("Work phone", may_sign_in.person)]
    page.get_by_role("link", name="I have them").or_(page.get_by_role("button", name="I have them")).click()

    page.context.clear_cookies()
    page.goto(f"{live}/sign-in/?next=/my-sign-in/")
    page.get_by_label("E-mail address").fill(may_sign_in.person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Second step").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("heading", name="How I sign in").wait_for()
    assert Passkey.objects.get().sign_count > 0
    assert page.get_by_text("last used").count() == 1

    # The same alone, without a password: the device says whose it is.
    page.context.clear_cookies()
    page.goto(f"{live}/sign-in/?next=/my-sign-in/")
    page.get_by_role("link", name="Sign in with a passkey").click()
    assert_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("heading", name="How I sign in").wait_for()

    # In place of the password where it is asked again.
    sign_in(page, live, signed_in_long_ago(may_sign_in.person))
    page.goto(f"{live}/my-sign-in/recovery-codes/")
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("heading", name="Use your passkey").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("button", name="Make new codes").wait_for()

    # Another device has another key.
    session, authenticator = device
    session.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    page.context.clear_cookies()
    page.goto(f"{live}/sign-in/")
    page.get_by_label("E-mail address").fill(may_sign_in.person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("alert").filter(has_text="No passkey was used.").wait_for()
    page.goto(f"{live}/sign-in/passkey/")
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("alert").filter(has_text="No passkey was used.").wait_for()


def test_a_device_that_shows_no_finger_face_or_pin_is_not_enough_alone(page, live, may_sign_in, device):
    """The browser's own refusal is not relied on: what a device without that check signs, the portal refuses too."""
    sign_in(page, live, confirmed(may_sign_in))
    page.goto(f"{live}/my-sign-in/passkeys/new/")
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    session, authenticator = device
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    page.context.clear_cookies()
    page.goto(f"{live}/sign-in/passkey/")
    weakened = page.locator("form[data-options]").get_attribute("data-options").replace('"required"', '"discouraged"')
    page.locator("form[data-options]").evaluate("(form, options) => { form.dataset.options = options }", weakened)
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_text("This passkey was not accepted.").first.wait_for()
    assert Access.objects.filter(act="sign_in_failed", actor=may_sign_in.person).count() == 1
