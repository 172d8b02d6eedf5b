"""Findings of a month in a real browser: suggested themes accepted for several at once, and drafted sentences taken over into a report."""

import pytest

from audits.enums import FindingKind
from insight.models import MonthFinding
from tests.audits.themes.conftest import DRIFT, LATE, WARM, coded, finding, found_audit, themes
from tests.browser import arrived, sign_in
from tests.insight.pages.test_themes import add_findings
from tests.month_grades import july, june
from tests.reports.conftest import report

__all__ = ["found_audit", "july", "june", "report", "themes"]
pytestmark = [pytest.mark.browser]
SAID = "Seen in 2 of 14 audits of June 2023: reviews. Some came six weeks late."


def test_suggested_themes_are_accepted_for_several_findings_at_once(page, live, lead, themes, found_audit):
    sign_in(page, live, lead)
    page.goto(f"{live}/findings/")
    page.get_by_text("Suggested: Visits").wait_for()
    for text in (WARM, LATE, DRIFT):
        page.get_by_role("row").filter(has_text=text).get_by_role("checkbox").check()
    page.get_by_role("button", name="Accept suggestions").click()

    page.get_by_role("heading", name="Accept suggested themes").wait_for()
    assert [page.get_by_role("group", name=text).get_by_role("checkbox").is_checked() for text in (WARM, LATE, DRIFT)] == [True, True, True]
    page.get_by_role("group", name=DRIFT).get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Accept what is ticked").click()

    page.get_by_text("2 findings coded.").wait_for()
    assert (coded(WARM), coded(LATE), coded(DRIFT)) == (["Visits"], ["Reviews"], [])
    assert finding(WARM).codes.get().coded_by == lead.person


def test_findings_of_a_month_are_drafted_edited_and_taken_over_into_its_report(page, live, lead, themes, june, report):
    for place, audit in enumerate(june):
        add_findings(audit, lead.person, themes, "Reviews" if place < 2 else "")
    sign_in(page, live, lead)
    page.goto(f"{live}{report.get_absolute_url()}findings/")
    page.get_by_role("link", name="June 2023").click()
    page.get_by_label("Reviews: 2 of 14").check()
    page.get_by_role("button", name="Draft sentences for what is ticked").click()
    arrived(page)
    page.get_by_label("Area for improvement: Reviews").fill(SAID)
    page.get_by_role("button", name="Save", exact=True).click()
    arrived(page)

    page.goto(f"{live}{report.get_absolute_url()}findings/")
    page.get_by_role("button", name="Save and take them over").click()
    arrived(page)

    page.locator("main").get_by_text(SAID).first.wait_for()
    assert list(report.findings.values_list("kind", "text")) == [(FindingKind.AREA, SAID)]
    assert MonthFinding.objects.get().taken_on is not None
