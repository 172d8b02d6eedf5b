"""The auditor's form in a real browser: two windows, a lost connection, an expired session, a keyboard alone. No word is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from audits.models import Audit
from tests.audits.auditing.pages.test_form import section_url
from tests.browser import PHONE, assert_accessible, sign_in

pytestmark = [pytest.mark.browser]

SAVED = re.compile(r"^Saved \d\d:\d\d$")
# A save follows a pause within two seconds; the machine may be slow on top.
PATIENCE = 10_000


def state_of(page: Page):
    return page.locator("[data-state]")


def reason_box(page: Page):
    return page.get_by_label("Evidence and reason")


def expect_saved(page: Page) -> None:
    expect(state_of(page)).to_have_text(SAVED, timeout=PATIENCE)


def stored(audit: Audit) -> str:
    return audit.judgements.get().reason


@pytest.fixture
def first(live, begun_audit) -> str:
    return live + section_url(begun_audit, 1)


@pytest.fixture
def writing(page, live, auditor, first) -> Page:
    """The auditor's window, open at the first domain."""
    sign_in(page, live, auditor)
    page.goto(first)
    return page


def test_a_pause_saves_what_is_written_and_what_is_chosen(writing, allocated_audit):
    reason_box(writing).fill("Seen alone every week.")
    writing.get_by_role("radio", name="Good", exact=True).check()

    expect_saved(writing)
    judgement = allocated_audit.judgements.get()
    assert (judgement.grade, judgement.reason) == ("G", "Seen alone every week.")
    assert_accessible(writing)


def test_two_windows_on_one_section_show_both_versions(writing, first, allocated_audit):
    other = writing.context.new_page()
    other.goto(first)
    reason_box(writing).fill("Seen alone every week.")
    expect_saved(writing)

    reason_box(other).fill("Seldom seen alone.")

    versions = other.get_by_role("alert")
    expect(versions).to_contain_text("Seen alone every week.", timeout=PATIENCE)
    expect(versions).to_contain_text("Seldom seen alone.")
    expect(reason_box(other)).to_have_value("Seldom seen alone.")
    assert stored(allocated_audit) == "Seen alone every week."
    assert_accessible(other)

    other.get_by_role("button", name="Save and next").click()
    other.wait_for_url(lambda url: url != first)
    assert stored(allocated_audit) == "Seldom seen alone."


def test_what_another_window_is_writing_is_not_taken_for_what_was_left_behind(writing, first, allocated_audit):
    other = writing.context.new_page()
    asked: list[Route] = []
    other.route("**/kept-words/here/*", lambda route: asked.append(route))
    other.goto(first)
    writing.context.set_offline(True)
    reason_box(writing).fill("Seen alone every week.")
    expect(state_of(writing)).to_contain_text("kept in this browser", timeout=PATIENCE)
    writing.context.set_offline(False)

    with other.expect_response("**/kept-words/here/*"):
        asked[0].continue_()
    expect_saved(writing)

    expect(reason_box(other)).to_have_value("")
    reason_box(other).fill("Seldom seen alone.")
    expect(other.get_by_role("alert")).to_contain_text("Seen alone every week.", timeout=PATIENCE)
    assert stored(allocated_audit) == "Seen alone every week."


def test_a_lost_connection_loses_no_word(writing, allocated_audit):
    writing.context.set_offline(True)
    reason_box(writing).fill("Written in a lift.")

    expect(state_of(writing)).to_contain_text("Not saved: no connection.", timeout=PATIENCE)
    writing.context.set_offline(False)
    expect_saved(writing)
    assert stored(allocated_audit) == "Written in a lift."


def test_a_button_without_a_connection_leaves_the_page_as_it_is(writing, first, allocated_audit):
    writing.context.set_offline(True)
    reason_box(writing).fill("Written in a lift.")
    writing.get_by_role("button", name="Save and next").click()

    expect(state_of(writing)).to_contain_text("Not saved: no connection.", timeout=PATIENCE)
    assert (writing.url, reason_box(writing).input_value()) == (first, "Written in a lift.")


def test_a_button_pressed_at_once_saves_and_leaves_no_copy_in_the_browser(writing, allocated_audit):
    reason_box(writing).fill("Seen alone every week.")
    writing.get_by_role("button", name="Save and next").click()

    expect(writing.get_by_role("heading", level=1)).to_have_text("Assessment")
    assert stored(allocated_audit) == "Seen alone every week."
    assert writing.evaluate("Object.keys(localStorage)") == []


def test_a_page_closed_without_a_connection_has_its_words_when_opened_again(writing, first, allocated_audit):
    writing.context.set_offline(True)
    reason_box(writing).fill("Written in a lift.")
    expect(state_of(writing)).to_contain_text("kept in this browser", timeout=PATIENCE)
    again = writing.context.new_page()
    writing.close()
    again.context.set_offline(False)

    again.goto(first)

    expect(state_of(again)).to_contain_text("back in the boxes")
    expect(reason_box(again)).to_have_value("Written in a lift.")
    expect_saved(again)
    assert stored(allocated_audit) == "Written in a lift."


def test_a_session_that_expires_loses_no_word(writing, live, auditor, first, allocated_audit):
    reason_box(writing).fill("Before lunch.")
    expect_saved(writing)
    Session.objects.all().delete()
    writing.context.clear_cookies()

    reason_box(writing).fill("Before lunch. And after it.")

    expect(state_of(writing)).to_contain_text("Not saved: you are signed out.", timeout=PATIENCE)
    expect(writing.get_by_role("link", name="Sign in (opens in a new tab)")).to_have_attribute("target", "_blank")
    auditor.force_login(auditor.person)
    sign_in(writing, live, auditor)
    writing.context.new_page().goto(live)  # the page after sign-in, which brings a new token
    expect_saved(writing)
    assert stored(allocated_audit) == "Before lunch. And after it."
    writing.get_by_role("button", name="Save and next").click()
    writing.wait_for_url(lambda url: url != first)


def test_the_buttons_stay_where_they_are_while_the_words_are_saved(writing):
    def place_of_button() -> float:
        return writing.get_by_role("button", name="Save and next").evaluate("button => button.getBoundingClientRect().top")

    reason_box(writing).click()
    before = place_of_button()
    reason_box(writing).fill("Seen alone every week.")

    expect_saved(writing)
    assert place_of_button() == before


def test_a_phone_shows_every_section_with_a_tick_at_those_that_are_complete(phone, live, auditor, first):
    sign_in(phone, live, auditor)
    phone.goto(first)
    phone.get_by_role("radio", name="Good", exact=True).check()
    reason_box(phone).fill("Seen alone every week.")
    expect_saved(phone)
    phone.goto(first)

    menu = phone.get_by_role("navigation", name="Sections of this audit")
    links = menu.get_by_role("link").all()
    assert all(link.bounding_box()["x"] + link.bounding_box()["width"] <= PHONE for link in links)
    assert [link.inner_text().startswith("✓") for link in links] == [True, *[False] * (len(links) - 1)]
    phone.get_by_role("link", name=f"1 of {len(links)} sections complete").click()
    expect(menu).to_be_in_viewport()
