"""The main job in a real browser, as its people do it: from a child's record to every file of the Board's report."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page

from demo.people import LEADERS, MANAGERS, PARTNERS, WORKERS
from reports.enums import Format
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_accessible_on_the_way
from tests.journeys.conftest import sign_in_to_demo
from tests.servers import Site, wait_for
from tests.shares import share_of

pytestmark = [pytest.mark.browser]
DOMAINS = 5
AUGUST = {"previous_period": "2023-07", "previous": "703.9", "current_period": "2023-08", "current": "690.5"}


class Road:
    """One window; each person who signs in walks a part of the way."""

    def __init__(self, page: Page, site: Site, *, judge: bool):
        self.page, self.site, self.judge = page, site, judge
        self.loads = 0
        page.on("response", self._count)

    def _count(self, response) -> None:
        is_page = "attachment" not in response.headers.get("content-disposition", "")
        if response.request.is_navigation_request() and response.status == 200 and is_page:
            self.loads += 1

    def sign_in(self, name: str) -> None:
        email = next(staff.email for staff in [*LEADERS, *MANAGERS, *WORKERS, *PARTNERS] if staff.name == name)
        sign_in_to_demo(self.page, self.site, email)
        self.loads = 0
        self.look()

    def look(self) -> None:
        if self.judge:
            assert_accessible_on_the_way(self.page)

    def click(self, name: str) -> None:
        """A link or a button: with JavaScript a link that looks like a button is one."""
        main = self.page.locator("main")
        main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()
        self.look()

    def says(self, text: str) -> None:
        assert text in self.page.locator("main").inner_text()

    def open(self, address: str) -> None:
        self.page.goto(self.site.address + address)
        self.look()


WINDOWS = [pytest.param("page", id="with JavaScript"), pytest.param("plain_page", id="JavaScript off")]


@pytest.fixture(params=share_of(WINDOWS, 1, about="the whole road"))
def road(request, fresh_demo) -> Road:
    """With JavaScript off axe cannot run, so that walk proves only that nothing needs a script."""
    return Road(request.getfixturevalue(request.param), fresh_demo, judge=request.param == "page")


def audit_and_submit(road: Road) -> str:
    """The late auditor finishes the audit that waits for them; returns its number."""
    road.sign_in("Grace Adeyemi")
    link = road.page.locator("main").get_by_role("link", name=re.compile(r"^Audit \d+$")).first
    number = link.inner_text().split()[-1]
    link.click()
    while "/check/" not in road.page.url:
        road.look()
        _fill_section(road.page)
        road.click("Save and next")
    road.click("Submit the audit")
    assert road.loads <= 12
    road.says("Waiting for moderation")
    return number


def _fill_section(page: Page) -> None:
    grades = page.get_by_role("radio", name="Good", exact=True)
    if grades.count():
        grades.check()
        page.get_by_label("Evidence and reason").fill("Seen in visit records of May and June, and heard from the worker.")
    elif page.get_by_label("Strength 1").count():
        page.get_by_label("Strength 1").fill("The child’s words are used in the plan.")


def change_a_grade(road: Road, number: str) -> None:
    """The moderator grades one domain lower and says why."""
    road.open(f"/audits/{number}/moderate/")
    road.loads = 0
    goods = road.page.get_by_role("radio", name="Good", exact=True)
    assert goods.count() == DOMAINS + 1
    for index in range(goods.count()):
        goods.nth(index).check()
    road.page.get_by_role("radio", name="Requires improvement to be good").nth(1).check()
    road.click("Save and compare")
    road.page.get_by_role("radio", name="Requires improvement to be good").first.check()
    road.page.get_by_label("What kind of reason changes the grade?").first.select_option("descriptor")
    road.page.get_by_label("The reason in words").first.fill("The assessment is a year old; against the descriptor it is not Good.")
    road.click("Finish moderation")
    road.says("Moderated")
    road.says("Assessment")
    assert road.loads <= 3


def test_from_a_record_to_the_report(road, tmp_path):
    number = audit_and_submit(road)

    road.sign_in("Stephen Lomax")
    change_a_grade(road, number)

    road.sign_in("Daniel Whitfield")
    road.click("Give every task in the plan a name and a date")
    road.page.get_by_label("What shows that it is done").fill("Every task now has a name and a date; the plan was shared on 30 August.")
    road.click("Mark as done")
    road.says("Marked as done.")

    road.sign_in("Naomi Fielding")
    road.open("/actions/?view=all&state=done")
    road.click("Give every task in the plan a name and a date")
    road.click("Verify")
    road.click("Verify: it is done")
    road.says("Verified the action")

    import_august(road, tmp_path)
    write_and_download(road, tmp_path)


def import_august(road: Road, folder: Path) -> None:
    """The next month's scorecard, one row of it, in three loads."""
    row = {"area": "Demand", "status": "2", "indicator": "Referral starts in last 12 months", "unit": "rate per 10000 children", **AUGUST}
    row["statistical_neighbour"] = "579.3"
    file = folder / "scorecard-2023-08.csv"
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, row)
        writer.writeheader()
        writer.writerow(row)
    road.loads = 0
    road.open("/performance/imports/new/")
    road.page.locator("input[type='file']").set_input_files(file)
    road.click("Check this file")
    road.says("690.5")
    road.click("Store")
    road.says("690.5")
    assert road.loads <= 3


def wait_for_files(road: Road) -> None:
    """With a script the page goes on by itself; without one it is asked again, once the files are ready."""
    if road.judge:
        road.page.wait_for_url("**/files/", timeout=120_000)
    else:
        wait_for(lambda: road.page.request.get(road.page.url).url.endswith("/files/"), timeout=120)
        road.click("Check again")


def write_and_download(road: Road, folder: Path) -> None:
    """After the last moderation: from My work to one paragraph written and every file of the report in six pages, My work among them."""
    road.loads = 0
    road.open("/")
    road.page.get_by_role("link", name=re.compile("still to do for the report on June and July 2023")).click()
    road.page.locator("a[href*='/summary/']").first.click()
    road.page.get_by_role("textbox").last.fill("Demand fell again, and audits say what they said in spring.")
    road.click("Save")
    road.click("Make all formats")
    wait_for_files(road)
    with road.page.expect_download() as download:
        road.click("Download all as one zip")
    download.value.save_as(folder / "report.zip")
    assert road.loads == 6

    files = zipfile.ZipFile(folder / "report.zip")
    assert {name.rpartition(".")[2] for name in files.namelist()} == {*Format.values, "json"}
    page = Path(files.extract("board-report-2023-06-to-2023-07.html", folder))
    for width in (DESKTOP, PHONE):
        road.page.set_viewport_size({"width": width, "height": 900})
        road.page.goto(page.as_uri())
        if road.judge:
            assert_accessible(road.page)
    document = Document(io.BytesIO(files.read("board-report-2023-06-to-2023-07.docx")))
    assert "Demand fell again, and audits say what they said in spring." in [paragraph.text for paragraph in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    june = next(row for row in rows if row[:2] == ["Good", "2"])
    assert june == ["Good", "2", "14", "4", "40"], "2 of 14 is 14%, and the Wilson interval is 4 to 40"
    referrals = next(row for row in rows if "703.9" in row)
    assert {"728.9", "703.9", "579.3"} <= set(referrals), "each figure stands alone in its cell"
    enquiries = next(row for row in rows if "1,808" in row)
    assert "1,882" in enquiries
