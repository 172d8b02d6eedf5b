"""The auditor's form on a screen: two screens a domain, buttons in reach, nothing covered, too small or moving."""

import pytest
from playwright.sync_api import expect

from audits.auditing.pages.sections import sections_of
from audits.models import Audit
from audits.queries.applicability import Applicability
from tests.audits.auditing.pages.test_form import section_url
from tests.browser import sign_in
from tests.journeys.test_the_form import expect_saved, reason_box
from tests.reach import LAPTOP, SIZES, covered_controls, reach_faults, small_targets

pytestmark = [pytest.mark.browser]

# What moved from here on.
NOTE_SHIFTS = """
() => {
  window.shifts = []
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push(
    [entry.value, ...entry.sources.map((source) => source.node?.className ?? "")])))
    .observe({ type: "layout-shift" })
}
"""


def pages_of(audit: Audit) -> list[str]:
    form = f"/audits/{audit.number}/form/"
    return [form, *(f"{form}{part.slug}/" for part in sections_of(Applicability(audit))), f"/audits/{audit.number}/check/"]


def test_on_every_page_of_the_form_the_focus_is_seen_and_targets_can_be_hit(page, live, auditor, started_audit):
    sign_in(page, live, auditor)
    faults = []
    for address in pages_of(started_audit):
        page.goto(live + address)
        faults += [f"{address} at {fault}" for fault in reach_faults(page)]

    assert faults == []


def test_a_covered_and_a_small_control_are_found(page):
    page.set_content("""
        <a href="#" style="display: block; width: 10px; height: 10px"></a><button style="width: 90px; height: 30px">On</button>
        <p style="position: fixed; inset: 0; margin: 0; background: white"></p>""")

    assert len(covered_controls(page)) == 2
    assert small_targets(page) == ["a “” is 10 by 10"]


def test_a_domain_fits_two_screens_and_its_buttons_are_in_reach_all_the_way(page, live, auditor, begun_audit):
    sign_in(page, live, auditor)
    page.set_viewport_size(LAPTOP)
    for position in range(1, 6):
        page.goto(live + section_url(begun_audit, position))
        last = page.get_by_label("Or why no action is needed").evaluate("box => box.getBoundingClientRect().bottom + scrollY")
        assert last <= 2 * LAPTOP["height"], page.url
        for depth in (0, 400, 800, 5000):
            page.evaluate("depth => scrollTo(0, depth)", depth)
            expect(page.get_by_role("button", name="Save and next")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", SIZES, ids=["laptop", "phone"])
def test_nothing_moves_while_words_are_saved(page, live, auditor, begun_audit, size):
    sign_in(page, live, auditor)
    page.set_viewport_size(size)
    page.goto(live + section_url(begun_audit, 1), wait_until="networkidle")
    page.evaluate("() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 300)))")
    page.evaluate(NOTE_SHIFTS)
    reason_box(page).fill("Seen alone every week.")
    expect_saved(page)
    page.wait_for_timeout(300)

    assert page.evaluate("window.shifts") == []
    page.evaluate("() => { document.querySelector('main').style.marginTop = '90px' }")
    page.wait_for_function("window.shifts.length > 0")
