"""Sessions end while people write: a moderator's at each step, and that of one of two who edit a report. What it costs is counted."""

from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Locator, Page, expect

from audits.enums import AuditState
from audits.models import Audit
from foundation.accounts.enums import Role
from foundation.sending.models import KeptForm
from reports.models import SectionText
from reports.services import write_section
from tests.browser import sign_in
from tests.people import Visitor, add_person
from tests.reports.conftest import july, june, report

pytestmark = [pytest.mark.browser]
__all__ = ["july", "june", "report"]
PASSWORD = "correct horse battery"
WORDS = "The visits of May are not written up."
SECTION = "/reports/2023-06-to-2023-07/sections/summary/"


@dataclass
class Writer:
    """Somebody at a page whose session may end. Pages that they load and buttons that they press are counted from there."""

    page: Page
    loads: int = 0
    presses: int = 0

    def __post_init__(self) -> None:
        self.page.on("response", self._note)

    def _note(self, response) -> None:
        if response.request.is_navigation_request() and response.status == 200:
            self.loads += 1

    def press(self, name: str, role: str = "button") -> None:
        self.presses += 1
        here: Locator = self.page.get_by_role(role, name=name, exact=True).first
        with self.page.expect_navigation():
            here.click()

    def loses_the_session(self, person) -> None:
        Session.objects.all().delete()
        self.page.context.clear_cookies(name="sessionid")
        person.set_password(PASSWORD)
        person.save()
        self.loads = self.presses = 0

    def sends_and_signs_in(self, button: str, person) -> None:
        """Press what they would have pressed, sign in as asked, and send once more what is kept."""
        self.press(button)
        self.page.get_by_label("E-mail address").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")
        expect(self.page.get_by_role("blockquote").filter(has_text=WORDS).first).to_be_visible()
        self.press("Save what I wrote")


def grade_all(page: Page, grade: str) -> None:
    for radio in page.get_by_role("radio", name=grade, exact=True).all():
        radio.check()


def test_a_moderator_whose_session_ends_at_each_step_finishes_with_every_word(page, live, moderator, submitted_audit):
    address = f"{live}/audits/{submitted_audit.number}"
    sign_in(page, live, moderator)
    writer = Writer(page)

    page.goto(f"{address}/moderate/")
    grade_all(page, "Inadequate")
    page.get_by_label("Your reason").first.fill(WORDS)
    writer.loses_the_session(moderator.person)
    writer.sends_and_signs_in("Save and compare", moderator.person)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Agree")
    assert submitted_audit.judgements.filter(stage="moderator", reason=WORDS, grade="I").exists()
    # Without losing it one press and one load.
    assert (writer.presses, writer.loads) == (3, 3)

    grade_all(page, "Inadequate")
    for code in page.locator("select[name^=code]").all():
        code.select_option(index=1)
    for name in page.locator("textarea[name^=change]").all():
        name.fill(WORDS)
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true })")
    page.get_by_label("What was good, and what would make it better?").fill(f"{WORDS} The chronology is good.")
    writer.loses_the_session(moderator.person)
    writer.sends_and_signs_in("Finish moderation", moderator.person)
    audit = Audit.objects.get(pk=submitted_audit.pk)
    assert audit.state == AuditState.MODERATED
    assert set(audit.judgements.filter(stage="agreed").exclude(reason="").values_list("reason", flat=True)) == {WORDS}
    assert (writer.presses, writer.loads) == (3, 3)


def test_of_two_who_edit_a_report_the_one_who_was_signed_out_sees_both_and_loses_nothing(page, chromium: Browser, live, lead, report):
    sign_in(page, live, lead)
    writer = Writer(page)
    page.goto(live + SECTION)
    page.get_by_label("Text").fill(WORDS)
    # Before the page saves by itself what is written: signed in, it would show both versions at once.
    writer.loses_the_session(lead.person)
    colleague = Visitor(add_person("Naomi Fielding", Role.QA_LEAD))

    other = chromium.new_context().new_page()
    sign_in(other, live, colleague)
    other.goto(live + SECTION)
    other.get_by_label("Text").fill("Fewer referrals came.")
    other.get_by_role("button", name="Save", exact=True).click()
    other.wait_for_url("**/#summary")
    other.context.close()

    writer.sends_and_signs_in("Save", lead.person)
    both = page.locator(".qa-versions")
    expect(both).to_contain_text("Fewer referrals came.")
    expect(both).to_contain_text(WORDS)
    expect(page.get_by_label("Text")).to_have_value(WORDS)

    page.get_by_label("Text").fill(f"Fewer referrals came. {WORDS}")
    writer.press("Save")
    assert SectionText.objects.get(key="summary").text == f"Fewer referrals came. {WORDS}"
    # Without losing it two presses and two loads: the words of the other are shown then too.
    assert (writer.presses, writer.loads) == (4, 4)


def test_discarding_mine_where_two_edited_a_report_leaves_what_is_stored(page, live, lead, report):
    sign_in(page, live, lead)
    page.goto(live + SECTION)
    page.get_by_label("Text").fill(WORDS)
    write_section(actor=lead.person, report=report, key="summary", text="Fewer referrals came.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".qa-versions")).to_contain_text(WORDS)

    page.get_by_role("link", name="Discard mine and open what is stored").click()
    expect(page.get_by_label("Text")).to_have_value("Fewer referrals came.")
    expect(page.locator("[data-state]")).to_contain_text("as you go")
    assert not KeptForm.objects.exists()
