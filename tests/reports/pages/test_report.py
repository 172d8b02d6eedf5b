"""A report in place."""

import csv
import datetime
import html
import io
import re

import openpyxl
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.models import Person
from performance.models import Commentary, Indicator
from reports.services import save_findings
from tests.month_grades import JUNE_GRADES, add_month, month_of
from tests.reports.pages.reading import words

URL = "/reports/2023-06-to-2023-07/"


def test_lead_sees_what_is_missing_first(lead, report):
    text = words(lead.get(URL))

    assert "What is missing Write: What the Board must decide" in text
    assert "July 2023: 0 of 9 audits moderated" in text


def test_a_section_that_is_written_is_no_longer_missing(lead, written_report):
    text = words(lead.get(URL))

    assert "Write: Summary" not in text
    assert "Demand fell again." in text


def test_comments_that_were_asked_for_are_waited_for(lead, report, analyst, settings):
    call_command("import_kpis", str(settings.BASE_DIR / "tests/reference/scorecard-2023-07.csv"))
    indicator = Indicator.objects.get(label__startswith="Children with a previous referral")
    Commentary.objects.update_or_create(
        indicator=indicator, month=datetime.date(2023, 7, 1), defaults={"asked_of": analyst.person, "due": datetime.date(2023, 8, 25)}
    )

    assert "Comment on Re-referrals" in words(lead.get(URL))


def test_figures_stand_in_place(director, report):
    text = words(director.get(URL))

    assert "Good 2 14 4 40" in text
    assert "Percentages sum to 99 because each is rounded." in text
    assert "no evidence of a difference (p = 1.0, Fisher’s exact test)" in text


def test_key_findings_say_their_source(lead, report):
    save_findings(actor=lead.person, report=report, findings=[("strength", "Young people chair their reviews.", "observation")])

    assert "Young people chair their reviews. (Source: observation.)" in words(lead.get(URL))


def test_director_reads_a_draft_but_edits_nothing(director, report):
    page = director.get(URL)

    assert "Edit text" not in words(page)
    assert b"/approve/" in page.content


def test_a_case_id_in_the_text_must_be_mended(lead, report, june):
    from reports.services import write_section

    write_section(actor=lead.person, report=report, key="pace", text=f"As in {june[0].case_id}.")

    assert f"The text gives the case ID {june[0].case_id}" in words(lead.get(URL))


def test_board_member_reads_an_approved_report(board_member, approved_report):
    text = words(board_member.get(URL))

    assert "Approved on" in text
    assert "What is missing" not in text
    assert "Edit text" not in text


@pytest.mark.parametrize("who", ["board_member", "outsider", "auditor", "administrator", "analyst"])
def test_a_draft_is_not_there_for_others(request, who, report):
    assert request.getfixturevalue(who).get(URL).status_code == 404


def test_an_address_that_is_no_period_is_not_found(lead):
    assert lead.get("/reports/spring/").status_code == 404


def test_lead_moves_the_meeting(lead, report):
    lead.post(f"{URL}meeting/", {"meeting_date_day": "14", "meeting_date_month": "9", "meeting_date_year": "2023"})

    report.refresh_from_db()
    assert report.meeting_date == datetime.date(2023, 9, 14)


def test_the_number_of_queries_does_not_grow_with_the_audits(lead, report):
    with CaptureQueriesContext(connection) as few:
        lead.get(URL)
    add_month(month_of("2023-06"), JUNE_GRADES, JUNE_GRADES)
    Person.objects.create(name="Somebody Else")
    # Written straight to the tables, it left no trace: what was counted before would be kept.
    cache.clear()
    with CaptureQueriesContext(connection) as more:
        lead.get(URL)
    assert len(more) == len(few)


def test_each_month_of_figures_is_read_once(lead, written_report, settings):
    for name in ("scorecard-2023-07.csv", "chat-half-years.csv"):
        call_command("import_kpis", str(settings.BASE_DIR / "tests/reference" / name))

    with CaptureQueriesContext(connection) as found:
        lead.get(URL)

    # July with what stands beside it, and the half-year before it: with and without what people wrote.
    assert sum('FROM "performance_comparator"' in query["sql"] for query in found.captured_queries) == 2
    # Four of them for the control charts: figures, targets, and the events beside both kinds; two for editions and facts in comments.
    assert len(found) <= 128


def test_each_table_is_taken_as_csv_and_excel_as_this_reader_is_shown_it(director, report):
    page = director.get(URL).content.decode()
    offered = re.findall(r'table_file=(\d+)\.csv">Table as CSV<span class="govuk-visually-hidden">: (.+?)</span>', page)
    assert len(offered) == page.count("<caption") > 3

    taken = [director.get(URL, {"table_file": f"{number}.csv"}).content.decode("utf-8-sig") for number, _ in offered]
    (grades,) = (rows for rows in map(rows_of, taken) if any(row[:5] == ["Good", "2", "14", "4", "40"] for row in rows))
    number, caption = offered[[rows_of(each) for each in taken].index(grades)]
    book = openpyxl.load_workbook(io.BytesIO(director.get(URL, {"table_file": f"{number}.xlsx"}).content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {html.unescape(caption), "Good", "2", "14", "4", "40"} <= cells


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))
