"""Signing out: nothing of the person stays in the browser, and *Back* shows nothing."""

import re
import shutil
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.architecture.test_addresses import addresses
from tests.audits.auditing.pages.test_form import section_url
from tests.browser import FLAGS, sign_in
from tests.shares import share_of

SIGN_OUT = "/sign-out/"


def no_store(response) -> bool:
    return response.headers["Cache-Control"] == "private, no-store"


def test_signing_out_clears_what_the_browser_holds(lead):
    response = lead.post(SIGN_OUT)

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [name for name, cookie in response.cookies.items() if cookie["max-age"] != 0] == []
    assert lead.get("/").status_code == 302


def test_every_address_answers_with_no_store_but_the_councils_look(lead, anonymous):
    asked = [way for way in addresses() if way[1] != SIGN_OUT]
    kept = {
        name
        for name, path in share_of(asked, 60, about="never stored") + [way for way in asked if way[0] == "council:look"]
        for visitor in (lead, anonymous)
        for response in (visitor.get(path), visitor.post(path))
        if not no_store(response)
    }

    assert kept == {"council:look"}, "the logo is stored too, where there is one"


def test_a_refusal_and_an_address_that_does_not_exist_are_not_stored_either(lead, anonymous):
    assert no_store(lead.get("/no/such/page/"))
    assert no_store(Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "a"}))
    assert no_store(anonymous.get("/"))


@pytest.fixture
def keeping_page(chromium: Browser) -> Iterator[Page]:
    """A window that keeps the pages left behind for *Back*, as people's browsers do; Playwright's own does not."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser.new_page()
    browser.close()


@pytest.mark.browser
def test_back_after_signing_out_shows_no_audit(keeping_page: Page, live, lead, submitted_audit):
    page = keeping_page
    sign_in(page, live, lead)
    page.goto(live + submitted_audit.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(submitted_audit.number))

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert submitted_audit.case_id not in page.content()


@pytest.mark.browser
def test_signing_out_saves_what_was_being_written_and_leaves_no_draft(page: Page, live, auditor, begun_audit):
    sign_in(page, live, auditor)
    page.goto(live + section_url(begun_audit, 1))
    page.get_by_label("Evidence and reason").fill("Seen alone every week.")

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

    assert begun_audit.judgements.get().reason == "Seen alone every week."
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('qa-draft'))") == []


@pytest.mark.browser
def test_who_signs_out_while_nothing_can_be_saved_is_asked_once_more(page: Page, live, auditor, begun_audit):
    sign_in(page, live, auditor)
    page.goto(live + section_url(begun_audit, 1))
    page.route("**/audits/**", lambda route: route.abort())
    page.get_by_label("Evidence and reason").fill("Seen alone every week.")

    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("[data-state]")).to_have_text(re.compile("^Not saved, so you are still signed in"))
    expect(page.get_by_label("Evidence and reason")).to_have_value("Seen alone every week.")

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
