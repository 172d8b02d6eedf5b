"""A child may be at risk now, in a real browser: raised, acknowledged and closed by people who may."""

import pytest

from tests.browser import assert_accessible, sign_in
from tests.people import Visitor

pytestmark = [pytest.mark.browser]


def as_person(page, live, visitor: Visitor, address: str) -> None:
    page.context.clear_cookies()
    sign_in(page, live, visitor)
    page.goto(live + address)


def press(page, name: str) -> None:
    main = page.locator("main")
    main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()
    assert_accessible(page)


def test_from_the_form_to_the_outcome(page, live, auditor, team_manager, started_audit):
    as_person(page, live, auditor, f"/audits/{started_audit.number}/form/overall/")
    press(page, "A child may be at risk now")
    page.get_by_label("What is the worry?").fill("A note of yesterday says that the door was kicked in.")
    page.get_by_label("Who did you tell by phone?").fill("The duty manager")
    page.get_by_label("At what time?").fill("0:00")
    press(page, "Notify them now")
    assert "We have notified them." in page.locator("main").inner_text()

    as_person(page, live, team_manager, "/")
    press(page, "Child may be at risk now: acknowledge")
    page.get_by_label("What are you doing for the child now?").fill("The duty worker visits at noon.")
    press(page, "Acknowledge")
    press(page, "Close the risk")
    page.get_by_label("What came of it for the child?").fill("The child is safe with an aunt.")
    press(page, "Close the risk")

    assert f"Audit {started_audit.number} can be submitted now." in page.locator("main").inner_text()
