"""Two minutes before somebody is signed out the page warns them, and a press keeps them in."""

import time

import pytest

from foundation.signed_in import limits
from foundation.signed_in.calculations import SessionLimits
from tests.browser import assert_accessible, sign_in

pytestmark = [pytest.mark.browser]


def test_it_warns_in_time_and_one_press_is_enough(page, live, worker, monkeypatch):
    """With an hour of little more than the two minutes."""
    monkeypatch.setattr(limits, "LIMITS", SessionLimits(idle=123, whole=36_000))
    session = worker.session
    session["began_at"] = session["seen_at"] = time.time() - 1
    session.save()
    sign_in(page, live, worker)
    page.goto(f"{live}/my-sign-in/browsers/")
    warning = page.get_by_role("dialog", name="You will soon be signed out")
    warning.wait_for()
    assert "You will be signed out in 2 minutes." in warning.inner_text()
    assert_accessible(page)
    before = worker.session["seen_at"]
    warning.get_by_role("button", name="Stay signed in").click()
    warning.wait_for(state="hidden")
    assert worker.session["seen_at"] > before

    # The time ran out while the computer slept.
    session = worker.session
    session["seen_at"] -= 200
    session.save()
    warning = page.get_by_role("dialog", name="You were signed out")
    warning.wait_for()
    warning.get_by_role("button", name="Sign in again").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert "You were signed out, as you had done nothing for a while" in page.locator("main").inner_text()
