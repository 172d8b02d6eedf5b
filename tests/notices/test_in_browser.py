"""Choosing what comes by mail, looking after the outbox, and a letter itself, in a real browser."""

import pytest
from playwright.sync_api import expect

from foundation.notices.models import Message, Preference
from foundation.notices.services import notify
from tests.browser import assert_accessible, sign_in

pytestmark = pytest.mark.browser


def test_no_digest_is_chosen_and_its_topics_fold_away(page, live, worker):
    sign_in(page, live, worker)
    page.goto(live + "/my-mail/")
    assert_accessible(page)

    page.get_by_label("No, I look at My work").check()
    expect(page.get_by_label("Overdue")).to_be_hidden()
    page.get_by_role("button", name="Save").click()

    page.get_by_text("Your choice was saved.").wait_for()
    assert not Preference.of(worker.person).wants_digest


def test_without_script_a_topic_is_left_out(plain_page, live, worker):
    sign_in(plain_page, live, worker)
    plain_page.goto(live + "/my-mail/")
    plain_page.get_by_label("Due soon").uncheck()
    plain_page.get_by_role("button", name="Save").click()

    expect(plain_page.get_by_text("Your choice was saved.")).to_be_visible()
    assert Preference.of(worker.person).left_out == ["due_soon"]


def test_a_refused_mail_is_sent_again_on_a_phone(phone, live, administrator, lead):
    notify(person=lead.person, key="risk:1", subject="A child may be at risk now", path="/", at_once=True)
    Message.objects.update(state="failed", problem="550 No such mailbox: leah@example.org is unknown to this server")
    sign_in(phone, live, administrator)
    phone.goto(live + "/settings/mail/")
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    phone.get_by_role("button", name="Send again to Leah Brandt").click()

    phone.get_by_text("The mail to Leah Brandt waits to be sent again.").wait_for()


def test_a_letter_is_accessible(page, live, lead):
    notify(person=lead.person, key="risk:1", subject="A child may be at risk now", words="Please acknowledge it.", path="/", at_once=True)
    page.set_content(Message.objects.get().html)

    assert_accessible(page)
    assert page.get_by_role("heading", level=1).inner_text() == "A child may be at risk now"
    assert page.get_by_role("link").get_attribute("href") == "http://localhost:8000/"
