"""A lead, a director and the owner of a section review a report together in a real browser, and the director approves it."""

import datetime

import pytest
from playwright.sync_api import Page

from foundation.council.models import Council
from reports.models import Report, ReviewComment
from reports.services import set_section_owners
from tests.browser import arrived, assert_accessible_on_the_way, sign_in
from tests.people import Visitor, signed_in_long_ago
from tests.reports.conftest import july, june, report, written_report

__all__ = ["july", "june", "report", "written_report"]

pytestmark = [pytest.mark.browser]
PASSWORD = "harbour-kettle-41"
REPORT = "/reports/2023-06-to-2023-07/"


class Table:
    """One window on a served portal; whose turn it is sits in front of it."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address

    def sit_down(self, visitor: Visitor, way: str = "") -> None:
        """At My work, from which `way` leads on; else at the report."""
        self.page.context.clear_cookies()
        sign_in(self.page, self.address, visitor)
        self.page.goto(self.address + ("/" if way else REPORT))
        if way:
            self.click(way)

    def click(self, name: str) -> None:
        main = self.page.locator("main")
        main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()
        assert_accessible_on_the_way(self.page)

    def comment(self, heading: str, words: str) -> None:
        """Under the section, on the draft's own page."""
        self.page.locator("summary", has_text=f"Comment on {heading}").click()
        self.page.get_by_label(f"Your comment on {heading}").fill(words)
        self.click(f"Comment on {heading}")

    def says(self, text: str) -> None:
        arrived(self.page)
        assert text in " ".join(self.page.locator("main").inner_text().split())


@pytest.fixture
def table(live, page, lead, director, head_of_service, written_report) -> Table:
    Council.objects.update_or_create(pk=1, defaults={"demo_day": datetime.date(2023, 8, 21)})
    set_section_owners(actor=lead.person, owners={"missing": head_of_service.person})
    director.person.set_password(PASSWORD)
    director.person.save()
    return Table(page, live)


def test_three_people_review_a_report_and_one_of_them_approves_it(table, lead, director, head_of_service):
    table.sit_down(lead)
    table.click("Ask for reviews")
    table.click("Ask for reviews")
    table.says("Asked: Dilys Kaur, Helen Frost. It is in their My work, to be done by 29 August 2023.")

    table.sit_down(head_of_service, "Review the report")
    table.says("You own Missing children.")
    table.comment("Missing children", "Say how far the return interviews can be trusted.")
    table.says("Helen Frost, 21 August 2023")
    table.click("I have reviewed it")
    table.says("You reviewed it on 21 August 2023.")

    director = signed_in_long_ago(director.person)
    table.sit_down(director, "Review the report")
    table.comment("Summary", "What do we ask of the Board?")
    table.click("I have reviewed it")

    table.sit_down(lead, "Answer 2 comments")
    table.says("1 open comment on Summary")
    table.click("Reply to the comment of Dilys Kaur")
    table.page.get_by_label("Your reply").fill("To agree the plan for return interviews.")
    table.click("Reply")
    table.click("Resolve the comment of Dilys Kaur")
    table.says("The comment is resolved. It stays under the section.")

    table.sit_down(director)
    table.click("Approve")
    table.page.get_by_label("Your password").fill(PASSWORD)
    table.click("Continue")
    table.says("1 open comment on Missing children")
    table.page.get_by_label("I have read the report and it may go to the Board").check()
    table.click("Approve and freeze the report")
    table.says("Approved on 21 August 2023 by Dilys Kaur")
    table.click("Review comments on this edition")
    table.says("Resolved by Leah Brandt on 21 August 2023 What do we ask of the Board? Leah Brandt, 21 August 2023")
    table.says("Open when the report was approved")
    assert Report.objects.get().is_approved
    assert ReviewComment.objects.count() == 2
