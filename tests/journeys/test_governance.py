"""An information governance officer answers a request for a copy, and two people remove what is due."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from playwright.sync_api import Page, expect

from foundation.accounts.models import Person
from foundation.accounts.services import change_council
from foundation.activity.sealing import seal_logs
from governance.models import SubjectRequest
from tests.browser import assert_accessible_on_the_way, sign_in
from tests.governance.conftest import PASSWORD
from tests.people import Visitor, session_of

pytestmark = [pytest.mark.browser, pytest.mark.once]


def on_day(text: str) -> None:
    change_council(actor=Person.objects.system(), demo_day=datetime.date.fromisoformat(text))


@pytest.fixture(scope="module")
def triggers(django_db_setup, django_db_blocker) -> Iterator[Callable[[], None]]:
    """Takes them away: sealed logs let no row go, not at the end of a test either. Put back once the database was emptied."""
    taken: list[str] = []

    def take_away() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for name, made_by in cursor.fetchall():
                taken.append(made_by)
                cursor.execute(f"DROP TRIGGER {name}")

    yield take_away
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for made_by in taken:
            cursor.execute(made_by)


@pytest.fixture(autouse=True)
def _the_day(triggers, db):
    """Before the audit is made."""
    on_day("2023-08-01")
    yield
    triggers()


def arrive(page: Page, live: str, visitor: Visitor) -> None:
    """Signed in a while ago: their password is asked for again before what is weighty."""
    page.context.clear_cookies()
    visitor.person.set_password(PASSWORD)
    visitor.person.save()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = session_of(visitor.person)
    session = SessionStore(visitor.cookies[settings.SESSION_COOKIE_NAME].value)
    session["password_given_at"] = 0
    session.save()
    sign_in(page, live, visitor)


def give_password(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your password")
    page.get_by_label(re.compile("password", re.I)).first.fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def fill_day(page: Page, legend: str, text: str) -> None:
    group = page.get_by_role("group", name=legend)
    day = datetime.date.fromisoformat(text)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part).fill(str(value))


def follow(page: Page, link: str, button: str, **filled: str) -> None:
    """A page that asks, opened from where one is: its boxes by their labels."""
    page.get_by_role("link", name=link, exact=True).click()
    assert_accessible_on_the_way(page)
    for label, words in filled.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name=button).click()


def note_days(page: Page, days: dict[str, str], question: str = "") -> None:
    page.get_by_role("link", name="Note a date").click()
    for legend, text in days.items():
        fill_day(page, legend, text)
    if question:
        page.get_by_role("radio", name=question).check()
    page.get_by_role("button", name="Save the dates").click()


def shows(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def test_a_request_from_the_day_it_comes_to_the_complaint_about_its_answer(page, live, officer, moderated_audit, do_waiting_jobs):
    arrive(page, live, officer)
    page.goto(f"{live}/governance/subject-access/enter/")
    page.get_by_label("Reference").fill("IG-77")
    fill_day(page, "When was it received?", "2023-07-31")
    page.get_by_role("radio", name="A child: everything on a case ID").check()
    page.get_by_label("Case ID", exact=True).fill(moderated_audit.case_id)
    page.get_by_role("radio", name="A parent or guardian").check()
    page.get_by_label("What is sought?").fill("All of it.")
    page.get_by_role("button", name="Enter the request").click()
    shows(page, "31 August 2023")

    # Identity: the month runs from the day on which it comes. A question about what is sought stops the clock until it is answered.
    note_days(page, {"Proof of identity asked for (optional)": "2023-08-01"})
    shows(page, "The clock is stopped")
    on_day("2023-08-04")
    note_days(
        page, {"Proof of identity received (optional)": "2023-08-03", "Asked on (optional)": "2023-08-04"}, "What information is sought"
    )
    shows(page, "The clock is stopped")
    on_day("2023-08-09")
    note_days(page, {"Answered on (optional)": "2023-08-09"})
    shows(page, "stopped for 5 days")
    shows(page, "8 September 2023")

    page.get_by_role("button", name="Have everything made a file").click()
    page.get_by_role("button", name="Make the file").click()
    do_waiting_jobs()
    page.goto(f"{live}{SubjectRequest.objects.get().get_absolute_url()}")
    page.get_by_role("link", name=re.compile("^Download")).first.click()
    give_password(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the file").click()
    names = zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes())).namelist()
    assert "everything.xlsx" in names

    page.get_by_role("link", name="Back to the request").click()
    follow(
        page, "Write the search record", "Save the search record",
        **{"Which systems were searched?": "This portal.", "What was looked for in them?": "The case ID.",
           "Why is that reasonable and proportionate?": "Two people had a part in it."},
    )  # fmt: skip
    follow(
        page, "Note what is withheld", "Note it",
        **{"What is withheld?": "What a relative said", "Why, and under which exemption?": "Third party data: Schedule 2, paragraph 16."},
    )  # fmt: skip
    page.get_by_role("link", name="Note the answer").click()
    page.get_by_role("radio", name="Part was withheld").check()
    page.get_by_role("button", name="Note the answer").click()
    shows(page, "Third party data: Schedule 2, paragraph 16.")
    shows(page, "Part was withheld")

    page.goto(f"{live}/governance/complaints/enter/")
    page.get_by_label("Reference").fill("C-77")
    fill_day(page, "When was it received?", "2023-08-09")
    page.get_by_label("Which request is it about? (optional)").select_option(label="Request IG-77")
    page.get_by_label("What is it about?").fill("Too little was given.")
    page.get_by_role("button", name="Enter the complaint").click()
    shows(page, "By 8 September 2023")
    page.get_by_role("button", name="Note that it was acknowledged").click()
    fill_day(page, "When was it acknowledged?", "2023-08-09")
    page.get_by_role("button", name="Note it").click()
    shows(page, "Note what came of it")
    shows(page, "9 August 2023")


def test_what_is_due_is_looked_at_by_one_confirmed_by_another_and_certified(page, live, officer, lead, moderated_audit, do_waiting_jobs):
    on_day("2030-04-01")
    arrive(page, live, officer)
    page.goto(f"{live}/governance/retention/")
    page.get_by_role("link", name="Audited records").first.click()
    shows(page, "1 is due to go")
    shows(page, moderated_audit.case_id)
    page.get_by_role("button", name="Ask for the removal").click()
    shows(page, "Somebody else confirms it")
    expect(page.get_by_role("button", name=re.compile("Confirm"))).to_have_count(0)

    arrive(page, live, lead)
    page.goto(live)
    page.get_by_role("link", name="Confirm a removal: audited records").first.click()
    page.get_by_role("button", name=re.compile("^Confirm")).click()
    give_password(page)
    shows(page, "It cannot be undone")
    seal_logs()
    page.get_by_role("button", name=re.compile("^Confirm|^Remove")).click()
    shows(page, "Removing what is due")
    do_waiting_jobs()
    page.goto(f"{live}/governance/retention/removals/")
    page.get_by_role("link", name=re.compile("^Retention")).last.click()
    shows(page, "SHA-256 of this certificate")
    shows(page, "audits.Audit")
    moderated_audit.refresh_from_db()
    assert moderated_audit.case_id.startswith("REMOVED-")
