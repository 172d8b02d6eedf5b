"""A cohort of closed records and a closure audit, in the browser from the programme to the report, through the pages alone."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from audits.enums import AuditState
from audits.models import Audit, Cycle
from audits.queries.counted import differences
from foundation.accounts.models import Person
from foundation.accounts.services import change_council
from insight.queries.counted import Scope, counted
from tests.audits.kinds.of_kinds import MAY, kind_called
from tests.audits.sampling.lists import HEADER, as_csv, rows
from tests.browser import assert_accessible_on_the_way, sign_in
from tests.journeys.test_multi_agency import fill_pages, press, publish_the_draft

pytestmark = [pytest.mark.browser]

DAY = datetime.date(2023, 5, 10)
READ = "Read in the records of May."


@pytest.fixture(autouse=True)
def _in_may(db):
    change_council(actor=Person.objects.system(), demo_day=DAY)


@pytest.fixture
def list_of_records(tmp_path) -> Path:
    """Twenty-four records of a team of nobody here, of which every second was closed in April."""
    records = [each | {"team": "Oak Team", "Closed": "1/4/2023" if at % 2 else ""} for at, each in enumerate(rows(24))]
    file = tmp_path / "list.csv"
    file.write_text(as_csv(records, [*HEADER, "Closed"]))
    return file


def plan(page: Page, live: str, name: str, moderated: str) -> Cycle:
    """From the programme's list of kinds to the planned audits, with a tool of their own."""
    page.goto(f"{live}/kinds/")
    page.get_by_role("link", name=name, exact=True).first.click()
    kind = page.url
    press(page, "Begin their audit tool")
    publish_the_draft(page)
    page.goto(kind)
    page.get_by_role("button", name="Plan these audits").click()
    page.get_by_role("radio", name=moderated).check()
    page.get_by_label("Expected").fill("1")
    press(page, "Plan these audits")
    return Cycle.objects.get(kind=kind_called(name))


def draw(page: Page, live: str, cycle: Cycle, file: Path) -> Audit:
    """One of the closed records of a list, by the sampling engine."""
    page.goto(f"{live}{cycle.get_absolute_url()}sample/")
    page.set_input_files("input[type=file]", str(file))
    press(page, "Continue")
    while page.get_by_role("button", name="Continue", exact=True).count():
        press(page, "Continue")
    if page.get_by_role("button", name="Draw the sample", exact=True).count():
        press(page, "Draw the sample")
    assert page.locator("input[name=asked_records]:checked").get_attribute("value") == "closed"
    assert_accessible_on_the_way(page)
    for box in page.get_by_role("checkbox", name=re.compile("Add the teams|Go on without")).all():
        box.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Put these records into").click()
    return cycle.audits.get()


def allocate(page: Page, live: str, cycle: Cycle, audit: Audit, **people: Person) -> None:
    page.goto(f"{live}{cycle.get_absolute_url()}allocation/")
    for part, person in people.items():
        page.locator(f"select[name={part}-{audit.pk}]").select_option(str(person.pk))
    press(page, "Apply")
    assert not page.locator(".govuk-error-summary").count(), page.locator(".govuk-error-summary").inner_text()


def audit_it(page: Page, live: str, audit: Audit) -> None:
    page.goto(f"{live}/audits/{audit.number}/form/")
    with page.expect_navigation():
        page.get_by_role("button", name="I have had no involvement").click()
    page.goto(f"{live}/audits/{audit.number}/form/domain-{audit.tool.domains.first().pk}/")
    fill_pages(page, "/check/", READ)
    press(page, "Submit the audit")


def moderate_it(page: Page, live: str, audit: Audit) -> None:
    """The same grades, given blind."""
    page.goto(f"{live}/audits/{audit.number}/moderate/")
    for good in page.get_by_role("radio", name="Good", exact=True).all():
        good.check()
    press(page, "Save and compare")
    press(page, "Finish moderation")


def read_report(page: Page, live: str) -> str:
    page.goto(f"{live}/reports/new/")
    page.get_by_role("radio", name="Other months").check()
    for end in ("first_month", "last_month"):
        page.locator(f"input[name={end}_month]").fill("5")
        page.locator(f"input[name={end}_year]").fill("2023")
    press(page, "Start the report")
    assert_accessible_on_the_way(page)
    return page.locator("main").inner_text()


def test_closed_records_from_the_programme_to_the_report(page, live, lead, auditor, moderator, elm_team, list_of_records):
    sign_in(page, live, lead)
    cycle = plan(page, live, "Closed records", "All")
    audit = draw(page, live, cycle, list_of_records)
    assert audit.was_closed
    allocate(page, live, cycle, audit, auditor=auditor.person, moderator=moderator.person)

    sign_in(page, live, auditor)
    audit_it(page, live, Audit.objects.get())
    sign_in(page, live, moderator)
    moderate_it(page, live, audit)
    sign_in(page, live, lead)

    assert Audit.objects.get().state == AuditState.MODERATED
    assert "Closed records, May 2023: 1 of 1 submitted." in read_report(page, live)
    assert dict(counted(Scope(MAY, MAY, kind=str(cycle.kind_id)), "after", overall=True)) == {("G",): 1}
    assert counted(Scope(MAY, MAY)) == {}
    assert differences()[1] == []


def test_a_closure_audit_from_the_programme_to_the_report(phone, live, lead, auditor, elm_team, list_of_records):
    """Without moderation it is released as it is submitted."""
    sign_in(phone, live, lead)
    cycle = plan(phone, live, "Closure audits", "None")
    audit = draw(phone, live, cycle, list_of_records)
    allocate(phone, live, cycle, audit, auditor=auditor.person)

    sign_in(phone, live, auditor)
    audit_it(phone, live, Audit.objects.get())
    sign_in(phone, live, lead)

    assert Audit.objects.get().state == AuditState.RELEASED
    assert "Closure audits, May 2023: 1 of 1 submitted." in read_report(phone, live)
    phone.goto(f"{live}/kinds/")
    assert "May 2023" in phone.get_by_role("row", name=re.compile("Closure audits")).inner_text()
