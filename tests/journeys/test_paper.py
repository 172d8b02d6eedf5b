"""A month, an audit, the scorecard and a report on paper: everything said is there and nothing to press, look through or type in."""

import io

import pytest
from pypdf import PdfReader

from demo.people import LEADERS
from tests.journeys.conftest import sign_in_to_demo

pytestmark = [pytest.mark.browser]
LEAD = next(staff.email for staff in LEADERS if staff.name == "Naomi Fielding")
# A page, some of what it must say on paper, and some of what only a screen can use.
AN_AUDIT = "an audit"
PAGES = {
    "/cycles/2023-07/": (
        ["July 2023", "Records added", "Overall before"],
        ["Change the plan", "Remind the people who are late", "Pause the month"],
    ),
    AN_AUDIT: (["Evidence and reason", "Checklist", "What happened"], ["Raise an action", "Who has read this audit"]),
    "/performance/": (
        ["Scorecard, July 2023", "Comment and action", "See the number of plans."],
        ["Say why it is missing", "Back to contents", "Import"],
    ),
    "/reports/2023-06-to-2023-07/": (
        ["Report on June and July 2023", "Half-year comparison"],
        ["Edit text", "Download Word", "Ask them to approve it"],
    ),
}
# What is left of A4 between the margins of `_print.scss`, in CSS pixels.
ROOM = 703
# Cells of tables that end beyond the paper, or whose words do.
CUT = """(room) => [...document.querySelectorAll("main td, main th, main p, main li, main dd")]
  .filter((box) => box.checkVisibility() && (box.getBoundingClientRect().right > room + 1 || box.scrollWidth > box.clientWidth + 1)
    && !box.closest(".govuk-visually-hidden") && getComputedStyle(box).display !== "inline")
  .map((box) => box.textContent.trim().slice(0, 60))"""


@pytest.mark.parametrize("address", PAGES)
def test_on_paper_a_page_says_all_and_offers_nothing(page, demo_site, address):
    said, offered = PAGES[address]
    sign_in_to_demo(page, demo_site, LEAD)
    if address == AN_AUDIT:
        page.goto(f"{demo_site.address}/cycles/2023-06/")
        page.locator("td[data-label=Audit] a").first.click()
        page.wait_for_load_state("load")
    else:
        page.goto(demo_site.address + address)

    words = " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages).split())
    assert [each for each in said if each not in words] == []
    assert [each for each in [*offered, "Sign out", "My work", "(/", "Privacy and cookies"] if each in words] == []

    page.emulate_media(media="print")
    page.set_viewport_size({"width": ROOM, "height": 1000})
    assert page.evaluate(CUT, ROOM) == []
