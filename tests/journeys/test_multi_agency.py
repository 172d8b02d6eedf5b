"""An audit with the police, in the browser from its planning to its release: the police auditor sees their part, and nothing else."""

import datetime

import pytest
from playwright.sync_api import Page

from audits.enums import AuditState
from audits.models import AgencyPart, Audit, Cycle, KindOfAudit
from foundation.accounts.models import Person
from foundation.accounts.services import change_council
from tests.browser import arrived, assert_accessible, sign_in

pytestmark = [pytest.mark.browser]

DAY = datetime.date(2023, 5, 10)
CASE = "C-77001"
POLICE_SAW = "Each call was dealt with as if it were the first."
TOGETHER = "Nobody put the calls together."
# One page of a form at a time, of which there are never so many.
MOST_PAGES = 25


@pytest.fixture(autouse=True)
def _in_may(db):
    change_council(actor=Person.objects.system(), demo_day=DAY)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()
    arrived(page)


def publish_the_draft(page: Page) -> None:
    """Of the tool that is open."""
    page.goto(f"{page.url.partition('#')[0].rstrip('/')}/publish/")
    press(page, "Publish the version")


def plan_it(page: Page, live: str, kind: KindOfAudit, partner: Person) -> None:
    page.goto(f"{live}{kind.get_absolute_url()}")
    press(page, "Begin their audit tool")
    publish_the_draft(page)
    page.goto(f"{live}/agencies/new/")
    page.get_by_label("Which agency?").fill("Police")
    press(page, "Add the agency")
    agency = page.url
    press(page, "Write its audit tool")
    publish_the_draft(page)
    page.goto(agency)
    page.get_by_label("Who audits for this agency?").select_option(label=str(partner))
    press(page, "Add this person")
    page.goto(f"{live}{kind.get_absolute_url()}plan/")
    assert_accessible(page)
    press(page, "Plan these audits")


def add_the_record(page: Page, live: str, cycle: Cycle, auditor: Person) -> None:
    page.goto(f"{live}{cycle.get_absolute_url()}add/")
    page.get_by_label("Case ID").fill(CASE)
    page.get_by_label("Plan type").select_option("child_protection")
    page.get_by_role("combobox", name="Auditor").fill(auditor.name)
    page.get_by_role("option", name=auditor.name).first.click()
    press(page, "Add the record")
    page.get_by_text(CASE).first.wait_for()


def ask_the_police(page: Page, partner: Person) -> None:
    page.get_by_label("Who of which agency audits?").select_option(str(partner.pk))
    page.get_by_label("By which reference do they find the child?").fill("URN 23-118")
    page.get_by_label("What are they to look at?").fill("Calls to the home since January.")
    press(page, "Ask for this part")


def fill_pages(page: Page, last: str, words: str) -> None:
    """Page after page with “Save and next”, each with a grade and a reason, or with words."""
    for _ in range(MOST_PAGES):
        if last in page.url or not page.get_by_role("button", name="Save and next", exact=True).count():
            return
        answer_page(page, words)
        here = page.url
        page.get_by_role("button", name="Save and next", exact=True).click()
        page.wait_for_url(lambda url, here=here: url != here)
    raise AssertionError(f"The form does not end: {page.url}")


def answer_page(page: Page, words: str) -> None:
    if page.get_by_role("group", name="Grade").count():
        page.get_by_role("group", name="Grade").get_by_role("radio", name="Good", exact=True).check()
        page.get_by_label("Evidence and reason", exact=True).fill("Read in the records of May.")
    elif page.get_by_label("Strength 1", exact=True).count():
        page.get_by_label("Strength 1", exact=True).fill("Seen alone, every week")
        page.get_by_label("Area for improvement 1", exact=True).fill("The chronology stops in March")
    elif page.get_by_role("group", name="Family").count():
        for voice in ("Child or young person", "Family", "Practitioner"):
            page.get_by_role("group", name=voice).get_by_role("radio", name="Obtained", exact=True).check()
    elif page.locator("textarea[name=text]").count():
        page.locator("textarea[name=text]").fill(words)


def test_a_multi_agency_audit_from_planning_to_the_joint_grade(page, phone, live, lead, auditor, police_auditor):
    kind = KindOfAudit.objects.get(is_multi_agency=True)
    sign_in(page, live, lead)
    plan_it(page, live, kind, police_auditor.person)
    add_the_record(page, live, Cycle.objects.get(kind=kind), auditor.person)
    audit = Audit.objects.get()

    sign_in(page, live, auditor)
    page.goto(f"{live}/audits/{audit.number}/form/")
    page.get_by_role("button", name="I have had no involvement").click()
    page.wait_for_load_state("load")
    page.goto(f"{live}/audits/{audit.number}/parts/")
    ask_the_police(page, police_auditor.person)
    assert_accessible(page)

    part = AgencyPart.objects.get()
    sign_in(phone, live, police_auditor)
    phone.goto(f"{live}/parts/{part.pk}/")
    assert CASE not in phone.content()
    phone.get_by_role("button", name="I had no part").click()
    phone.get_by_role("heading", name="Your pages").wait_for()
    phone.goto(f"{live}/parts/{part.pk}/fill-in/domain-{part.tool.domains.first().pk}/")
    fill_pages(phone, "never", POLICE_SAW)
    phone.goto(f"{live}/parts/{part.pk}/fill-in/seen/")
    assert_accessible(phone)
    phone.goto(f"{live}/parts/{part.pk}/")
    press(phone, "Submit your part")
    assert phone.goto(f"{live}/audits/{audit.number}/").status in (403, 404)

    page.goto(f"{live}/audits/{audit.number}/parts/")
    assert page.get_by_text(POLICE_SAW).count() == 1
    page.get_by_role("button", name="Join the parts").click()
    page.get_by_label("What did the agencies find together?").fill(TOGETHER)
    page.get_by_role("group", name="Which grade did they agree?").get_by_role("radio").nth(1).check()
    page.get_by_label("Who agreed it, and when?").fill("Joint meeting, 12 May")
    press(page, "Join the parts")
    page.goto(f"{live}/audits/{audit.number}/form/domain-{audit.tool.domains.first().pk}/")
    fill_pages(page, "/check/", "Read in the records of May.")
    press(page, "Submit the audit")
    page.wait_for_url(f"**/audits/{audit.number}/**")

    assert Audit.objects.get().state == AuditState.RELEASED
    sign_in(page, live, lead)
    page.goto(f"{live}/audits/{audit.number}/")
    assert page.get_by_text(TOGETHER).count() == 1
    assert_accessible(page)
