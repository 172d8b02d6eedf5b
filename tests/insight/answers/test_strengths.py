"""Domain strengths: ranked with ties over two lots of months, and what changed since the last report."""

import csv
import io
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.models import Person
from reports.enums import ReportState
from reports.models import Report
from tests.insight.pages.test_grades import words as every_word
from tests.month_grades import ASSESSMENT, JUNE_GRADES, OVERALL, RELATIONSHIP, add_month, month_of

URL = "/insight/strengths/"


def months(first: int, last: int, grades: dict[str, str]) -> None:
    """Every month of 2023 from one to another with these grades, before moderation and after it."""
    for number in range(first, last + 1):
        add_month(month_of(f"2023-{number:02}"), grades, grades)


def words(response) -> str:
    """Without what only a screen reader says."""
    response.content = re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", response.content.decode(), flags=re.S)
    return every_word(response)


@pytest.fixture
def report(june) -> Report:
    return report_on("2023-06", "2023-06")


def report_on(first: str, last: str) -> Report:
    """An approved one, without anything in it."""
    by = Person.objects.system()
    return Report.objects.create(
        first_month=month_of(first),
        last_month=month_of(last),
        state=ReportState.APPROVED,
        opened_by=by,
        approved_by=by,
        approved_on=month_of("2023-07"),
        content={},
    )


def test_only_domains_that_the_grades_bear_out_are_named(lead, june, july):
    text = words(lead.get(URL))

    assert f" {RELATIONSHIP} Strongest 4 (29%)12–55% 0 (0%)0–22% 14" in text
    assert f" {ASSESSMENT} Key area for improvement 0 (0%)0–22% 3 (21%)8–48% 14" in text
    assert f"Key areas for improvement: {ASSESSMENT} and " in text
    assert "July 2023 is before moderation and not counted yet." in text


def test_a_count_leads_to_its_audits_for_people_who_may_open_them(lead, board_member, june):
    count = f'href="/audits/?month=2023-06&amp;domain={RELATIONSHIP.replace(" ", "+")}&amp;grade=good-or-better&amp;by=post"'

    assert count in lead.get(URL).content.decode()
    assert "/audits/?" not in board_member.get(URL).content.decode()


def test_nothing_is_named_where_chance_could_have_done_it(lead):
    months(6, 6, {OVERALL: "G RI", ASSESSMENT: "G RI", RELATIONSHIP: "RI RI"})
    text = words(lead.get(URL))

    assert "No domain stands out: between Assessment, 1 of 2 (50%) Good or better" in text
    assert f" {ASSESSMENT} – 1 (50%)" in text
    assert "They have no places: no domain is shown to be better, or worse, than all the others." in text


def test_the_last_twelve_months_stand_beside_the_months_chosen(lead, june):
    months(1, 5, {OVERALL: "G " * 10, ASSESSMENT: "G " * 10})
    text = words(lead.get(URL, {"from": "2023-06", "to": "2023-06"}))

    assert "The months chosen, June 2023: 14 audits" in text
    assert "The last twelve months, January to June 2023: 64 audits" in text
    assert f"1 {ASSESSMENT} Strongest 50 (78%)67–86% 3 (5%)2–13% 64" in text


@pytest.mark.parametrize(
    ("later", "cells"),
    [
        ("G " * 14, "0 of 14 (0%)0–22% 14 of 14 (100%)78–100% 100 points higher (95% interval 70 to 100) Evidence of a rise"),
        ("RI " * 13 + "G", "0 of 14 (0%)0–22% 1 of 14 (7%)1–31% 7 points higher (95% interval −15 to 31) No evidence of a change"),
        ("G " * 9, "0 of 14 (0%)0–22% 9 of 9 (100%)70–100% – Too few to say"),
    ],
)
def test_what_changed_since_the_last_report_obeys_its_interval(lead, report, later, cells):
    months(7, 7, {OVERALL: later, ASSESSMENT: later})

    assert f"{ASSESSMENT} {cells}" in words(lead.get(URL))


def test_a_fall_since_the_last_report_is_said(lead, june):
    report_on("2023-05", "2023-05")
    months(5, 5, {OVERALL: "G " * 14, ASSESSMENT: "G " * 14})

    assert f"June 2023 beside May 2023. Good or better has fallen: {ASSESSMENT}. Too few to say: " in words(lead.get(URL))


def test_months_of_the_report_itself_are_not_compared_with_it(lead, report, july):
    text = words(lead.get(URL))

    assert "The last report is on June 2023. No month after June 2023 that was chosen has been through moderation yet" in text


def test_months_of_a_report_that_have_no_grades_after_moderation_are_not_compared(lead, june):
    report_on("2023-04", "2023-05")

    assert "The months of the last report, on April and May 2023, have no grades to show here." in words(lead.get(URL))


def test_before_a_report_is_approved_the_page_says_so(lead, june):
    assert "No report has been approved yet." in words(lead.get(URL))


def test_the_report_is_led_to_for_people_who_may_read_it(lead, auditor, report):
    assert f'href="{report.get_absolute_url()}"' in lead.get(URL).content.decode()
    assert f'href="{report.get_absolute_url()}"' not in auditor.get(URL).content.decode()


def test_a_month_of_few_is_in_no_figure_of_a_board_member(board_member, lead, june):
    months(5, 5, {OVERALL: "G " * 4, ASSESSMENT: "G " * 4})
    text = words(board_member.get(URL))

    assert "May 2023: not shown, fewer than five audits." in text
    assert f"{ASSESSMENT} Key area for improvement 0 (0%)0–22%" in text
    assert f"{ASSESSMENT} – 4 (22%)" in words(lead.get(URL))


def test_files_hold_both_rankings_and_what_changed(lead, report):
    months(7, 7, {OVERALL: "G " * 14, ASSESSMENT: "G " * 14})
    rows = {kind: list(csv.reader(io.StringIO(lead.get(URL, {"export": kind}).content.decode("utf-8-sig")))) for kind in ("csv", "changes")}

    assert [
        "The months chosen, June and July 2023",
        ASSESSMENT,
        "1=",
        "Strongest",
        "14",
        "28",
        "50",
        "33",
        "67",
        "3",
        "11",
        "4",
        "27",
    ] in rows["csv"]
    assert [ASSESSMENT, "0", "14", "0", "14", "14", "100", "100.0", "69.6", "100.0", "Evidence of a rise"] in rows["changes"]
    assert lead.get(URL, {"export": "xlsx"}).content.startswith(b"PK")


def test_practitioners_may_not_and_nothing_is_posted(outsider, lead, june):
    assert outsider.get(URL).status_code == 403
    assert lead.post(URL).status_code == 405


def test_before_the_first_audit_the_page_says_what_will_come(lead):
    assert "until the first audit is submitted" in words(lead.get(URL))


@pytest.mark.parametrize("who", ["lead", "board_member"])
def test_the_number_of_queries_is_the_same_with_more_months(request, who, june):
    """With nothing kept of an earlier opening."""
    visitor = request.getfixturevalue(who)
    with CaptureQueriesContext(connection) as one:
        visitor.get(URL)
    months(1, 5, JUNE_GRADES)
    cache.clear()
    with CaptureQueriesContext(connection) as six:
        visitor.get(URL)
    assert len(six) == len(one) <= 25
