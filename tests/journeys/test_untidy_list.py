"""A QA lead draws two months from a case system's own list of sixty records: counted in pages loaded and presses."""

import csv
import datetime
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page

from audits.cycles.services.cycles import plan_cycle
from audits.models import Audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Team
from foundation.names import in_speaking_order, name_key
from tests.architecture.source import ROOT
from tests.browser import assert_accessible, sign_in, width_on_a_phone
from tests.people import add_person

pytestmark = [pytest.mark.browser]

LIST = ROOT / "tests/reference/list_for_qa_untidy.csv"
UNKNOWN = ("Fostering", "Agency Worker 3")


@dataclass
class Lead:
    page: Page
    loads: int = 0
    presses: int = 0

    def __post_init__(self) -> None:
        self.page.on("response", self._note)

    def _note(self, response) -> None:
        if response.request.is_navigation_request() and response.status == 200:
            self.loads += 1

    def press(self, target: Locator, *, goes_on: bool = False) -> None:
        self.presses += 1
        if goes_on:
            with self.page.expect_navigation(wait_until="load"):
                target.click()
        else:
            target.click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def draw(self, live: str, month: str) -> None:
        """From the month's page to its records: whatever is asked on the way is answered with what suggests itself."""
        self.loads = self.presses = 0
        self.page.goto(f"{live}/cycles/{month}/")
        self.press(self.page.locator("main a", has_text="Draw a sample").first, goes_on=True)
        self.presses += 1
        self.page.set_input_files("input[type=file]", str(LIST))
        self.press(self.button("Continue"), goes_on=True)
        if self.button("Continue").count():
            assert_accessible(self.page)
            assert width_on_a_phone(self.page) <= 390
            self.press(self.button("Continue"), goes_on=True)
        if self.button("Draw the sample").count():
            self.press(self.button("Draw the sample"), goes_on=True)
        assert_accessible(self.page)
        for words in ("Go on without", "Add the teams"):
            for box in self.page.get_by_role("checkbox", name=words).all():
                self.press(box)
        self.press(self.button("Put these records into"), goes_on=True)


@pytest.fixture
def staff(lead, cycle) -> None:
    """Everybody whom the list names is here, but for a team and a worker."""
    rows = list(csv.reader(LIST.read_text(encoding="cp1252").splitlines()[4:-1]))
    teams = {name_key(row[1]): row[1].strip() for row in reversed(rows) if row[1] != "Fostering"}
    Team.objects.bulk_create([Team(name=name.title()) for name in teams.values()])
    for name in sorted({in_speaking_order(row[2]) for row in rows} - set(UNKNOWN)):
        add_person(name, Role.PRACTITIONER)
    plan_cycle(actor=lead.person, month=datetime.date(2023, 7, 1), theme="Plans", cohort="All", expected=14)


def test_a_month_is_drawn_from_a_list_as_it_is(page, live, lead, staff):
    hand = Lead(page)
    sign_in(page, live, lead)
    hand.draw(live, "2023-06")
    first = (hand.loads, hand.presses)
    hand.draw(live, "2023-07")

    months = Audit.objects.filter(imported=False)
    assert [months.filter(cycle__month__month=month).count() for month in (6, 7)] == [14, 14]
    # The unknown team is asked about once; before there were questions it was a tick in every month.
    assert first == (5, 6)
    assert (hand.loads, hand.presses) == (4, 5)
