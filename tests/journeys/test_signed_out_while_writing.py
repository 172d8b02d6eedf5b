"""Somebody writes, their session ends, they press the button: with and without a script, no word is lost."""

import json

import pytest
from playwright.sync_api import expect

from demo.people import PASSWORD
from tests.browser import arrived
from tests.journeys.conftest import sign_in_to_demo
from tests.journeys.test_pickers import reveal_all
from tests.shares import share_of

pytestmark = [pytest.mark.browser]
WORDS = "The visit of the ninth is written up a week late, and the plan does not say so."
PAGES = ["audits:moderate", "audits:agree", "reports:section", "reports:findings", "audits:write-letter"]
# An audit whose moderator has graded it, beside the one that waits for that; and whose pages these are.
PRINT_PAGES = """
import json
from audits.enums import AuditState, Stage
from audits.models import Audit
from audits.moderation.services.moderation import save_moderator_grades
from django.urls import reverse
from tests.journeys.inventory import let_in, pages
found = {name: (address, person.email if person else "naomi.fielding@marram.example") for name, address, person in pages()}
waiting = Audit.objects.filter(state=AuditState.SUBMITTED).order_by("pk").first()
grades = [(row.domain, row.grade, "Seen in the record.") for row in waiting.judgements.at(Stage.PRE)]
if not waiting.judgements.at(Stage.MODERATOR).exists():
    save_moderator_grades(actor=waiting.moderator, audit=waiting, grades=grades)
found["audits:agree"] = (reverse("audits:agree", args=[waiting.pk]), waiting.moderator.email)
let_in({email for _, email in found.values()}, PASSWORD)
print(json.dumps(found))
"""


@pytest.fixture
def pages(fresh_demo) -> dict[str, tuple[str, str]]:
    code = PRINT_PAGES.replace("PASSWORD", repr(PASSWORD))
    found = json.loads(fresh_demo.manage("shell", "-v0", "-c", code).stdout)
    return {name: found[name] for name in PAGES}


# With a script and without one.
@pytest.fixture(params=share_of(["page", "plain_page"], 1, about="windows"))
def window(request):
    return request.getfixturevalue(request.param)


def test_no_word_is_lost(window, fresh_demo, pages):
    for address, email in pages.values():
        sign_in_to_demo(window, fresh_demo, email)
        window.goto(fresh_demo.address + address)
        reveal_all(window)
        box = window.locator("main form[method=post] textarea:visible").first
        assert box.count(), f"{address}: nothing to write in"
        name = box.get_attribute("name")
        box.fill(WORDS)
        window.context.clear_cookies(name="sessionid")
        window.locator("main form[method=post] button[type=submit], main form[method=post] button.govuk-button").first.click()
        arrived(window)
        assert "They are kept for you" in window.locator("main").text_content(), address

        window.get_by_label("E-mail address").fill(email)
        window.get_by_label("Password", exact=True).fill(PASSWORD)
        window.get_by_role("button", name="Sign in").click()
        expect(window.get_by_text(WORDS).first).to_be_visible()
        window.reload()
        expect(window.get_by_text(WORDS).first).to_be_visible()

        # The newest stands first; one that was asked for more stays below it.
        window.get_by_role("button", name="Save what I wrote").first.click()
        window.wait_for_load_state()
        # Taken, or asked for what is still missing with every word in its box.
        asked = window.locator(f'textarea[name="{name}"]').all()
        there = " ".join(each.input_value() for each in asked) or window.locator("main").text_content()
        assert WORDS in there or "saved" in there.lower() or "Send the letter" in there, f"{address}: {there[:200]}"
