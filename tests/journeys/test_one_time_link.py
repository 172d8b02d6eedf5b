"""The QA lead makes a one-time link; a practitioner answers through it on a phone, without signing in."""

from urllib.parse import urlsplit

import pytest

from audits.enums import ThemeKind
from tests.browser import assert_accessible, sign_in
from voices.enums import VoiceSource
from voices.models import VoiceRecord
from voices.services.questions import NewQuestion, add_question_set

pytestmark = [pytest.mark.browser]
ASKED = "Did the conversation with the auditor help your practice?"
WORDS = "I would like that twice a year."


def test_a_practitioner_answers_through_a_one_time_link(page, phone, live, lead):
    questions = [NewQuestion(ASKED, ThemeKind.REPLY), NewQuestion("What should we do differently?")]
    add_question_set(actor=lead.person, name="After an audit", source=VoiceSource.PRACTITIONER, questions=questions)
    sign_in(page, live, lead)
    page.goto(f"{live}/voices/new/")
    assert_accessible(page)
    page.get_by_label("Practitioner").check()
    page.get_by_label("Questions").select_option(label="After an audit, version 1")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Make a one-time link").click()
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("heading", name="The link is made").wait_for()
    assert_accessible(page)
    link = live + urlsplit(page.locator("#one-time-link").inner_text()).path

    # A mail scanner has opened it first.
    phone.request.get(link)
    phone.goto(link)
    assert_accessible(phone)
    phone.get_by_role("radio", name="Partly").check()
    phone.get_by_label("What should we do differently?").fill(WORDS)
    phone.get_by_label("Yes, without saying who I am").check()
    phone.get_by_role("button", name="Send my answers").click()
    phone.get_by_role("heading", name="Thank you").wait_for()
    assert_accessible(phone)

    # Forwarded afterwards, it thanks again and shows nothing.
    phone.goto(link)
    assert phone.get_by_text("answers were sent through it already").count() == 1
    assert phone.get_by_text(WORDS).count() == 0

    page.goto(f"{live}{VoiceRecord.objects.get().get_absolute_url()}")
    assert page.get_by_text(WORDS).count() == 1
    assert page.get_by_text("May be quoted, ").count() == 1
    assert_accessible(page)
