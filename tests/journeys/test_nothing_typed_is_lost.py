"""A form that only a button saves, in a real browser: a reload, a lost connection, a closed tab, a lost session. No word is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from foundation.sending.models import KeptForm
from tests.browser import assert_accessible, sign_in

pytestmark = [pytest.mark.browser]
WORDS = "The visits of May are not written up."
KEPT = re.compile(r"^Kept for you at \d\d:\d\d, not saved yet. Press “Save and compare” to save.$")
BACK = re.compile("^What you wrote here and did not save is back in the boxes.")
# A save follows a pause within two seconds; the machine may be slow on top.
PATIENCE = 10_000


@pytest.fixture
def address(live, submitted_audit) -> str:
    return f"{live}/audits/{submitted_audit.number}/moderate/"


@pytest.fixture
def moderating(page, live, moderator, address) -> Page:
    sign_in(page, live, moderator)
    page.goto(address)
    return page


def state_of(page: Page):
    return page.locator("[data-state]").first


def box(page: Page):
    return page.get_by_label("Your reason").first


def good(page: Page):
    return page.get_by_role("radio", name="Good", exact=True).first


def in_the_browser(page: Page) -> list[str]:
    return page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('qa-words:')).map(([, value]) => value)")


def test_a_reload_and_a_closed_tab_give_back_words_and_choices(moderating, address):
    expect(state_of(moderating)).to_contain_text("What you write is kept for you as you go.")
    good(moderating).check()
    box(moderating).fill(WORDS)
    expect(state_of(moderating)).to_have_text(KEPT, timeout=PATIENCE)
    assert in_the_browser(moderating) == []

    moderating.reload()
    expect(state_of(moderating)).to_have_text(BACK)
    expect(box(moderating)).to_have_value(WORDS)
    expect(good(moderating)).to_be_checked()
    assert_accessible(moderating)

    again = moderating.context.new_page()
    moderating.close()
    again.goto(address)
    expect(box(again)).to_have_value(WORDS)


def test_what_came_back_is_discarded_with_one_press(moderating):
    box(moderating).fill(WORDS)
    expect(state_of(moderating)).to_have_text(KEPT, timeout=PATIENCE)
    moderating.reload()
    moderating.get_by_role("button", name="Discard it").click()

    expect(state_of(moderating)).to_contain_text("as you go")
    expect(box(moderating)).to_have_value("")
    assert not KeptForm.objects.exists()


def test_without_a_connection_the_browser_keeps_them_sealed_and_a_tab_opened_again_has_them(moderating, address):
    moderating.context.set_offline(True)
    box(moderating).fill(WORDS)
    expect(state_of(moderating)).to_contain_text("Not saved: no connection. Your words are kept in this browser", timeout=PATIENCE)
    moderating.get_by_role("button", name="Save and compare").click()
    expect(box(moderating)).to_have_value(WORDS)
    (sealed,) = in_the_browser(moderating)
    assert "visits" not in sealed

    again = moderating.context.new_page()
    moderating.close()
    again.context.set_offline(False)
    again.goto(address)
    expect(box(again)).to_have_value(WORDS)
    expect(state_of(again)).to_have_text(BACK)
    box(again).press_sequentially(" Nor those of June.")
    expect(state_of(again)).to_have_text(KEPT, timeout=PATIENCE)
    assert in_the_browser(again) == []
    assert dict(KeptForm.objects.get().fields)["reason-1"] == f"{WORDS} Nor those of June."


def test_somebody_else_at_the_same_computer_finds_none_of_it(moderating, live, lead, address):
    moderating.context.set_offline(True)
    box(moderating).fill(WORDS)
    expect(state_of(moderating)).to_contain_text("kept in this browser", timeout=PATIENCE)
    moderating.context.set_offline(False)
    other = moderating.context.new_page()
    moderating.close()
    sign_in(other, live, lead)
    other.goto(address.replace("moderate", "return"))

    assert WORDS not in other.content()
    assert "visits" not in str(in_the_browser(other))


def test_a_session_lost_while_writing_is_said_and_the_press_leads_back_by_one_more(moderating, moderator, live):
    box(moderating).fill("The visits")
    expect(state_of(moderating)).to_have_text(KEPT, timeout=PATIENCE)
    Session.objects.all().delete()
    moderating.context.clear_cookies(name="sessionid")
    box(moderating).fill(WORDS)
    expect(state_of(moderating)).to_have_text(
        re.compile("^Not saved: you are signed out. What you wrote is kept for you."), timeout=PATIENCE
    )

    moderator.person.set_password("correct horse battery")
    moderator.person.save()
    moderating.get_by_role("button", name="Save and compare").click()
    moderating.get_by_label("E-mail address").fill(moderator.person.email)
    moderating.get_by_label("Password", exact=True).fill("correct horse battery")
    moderating.get_by_role("button", name="Sign in").click()
    expect(moderating.get_by_role("blockquote")).to_have_text(WORDS)
    moderating.get_by_role("link", name="Open the page").click()
    expect(box(moderating)).to_have_value(WORDS)


def test_a_form_that_is_taken_leaves_nothing_behind(moderating, submitted_audit):
    for radio in moderating.get_by_role("radio", name="Good", exact=True).all():
        radio.check()
    box(moderating).fill(WORDS)
    moderating.get_by_role("button", name="Save and compare").click()
    moderating.wait_for_url("**/agree/**")

    assert submitted_audit.judgements.filter(stage="moderator", reason=WORDS).exists()
    assert in_the_browser(moderating) == []
    assert not KeptForm.objects.exists()


def test_without_a_script_the_page_says_what_holds(plain_page, live, moderator, address):
    sign_in(plain_page, live, moderator)
    says = plain_page.get_by_text("Where you press a button and were signed out")
    plain_page.goto(address)
    expect(says).to_be_visible()

    plain_page.goto(live)
    expect(says).to_be_hidden()
