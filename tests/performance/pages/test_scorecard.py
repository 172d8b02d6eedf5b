"""The scorecard of a month."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.cache import cache

from performance.imports.services import import_figures
from performance.models import Indicator
from tests.performance.conftest import JULY
from tests.performance.files import scorecard_file
from tests.performance.pages.reading import scorecard_rows, text_of

URL = "/performance/"


def test_every_indicator_stands_in_its_area(analyst, scorecard):
    page = analyst.get(URL).content.decode()

    areas = ["Demand", "Timeliness", "Effectiveness", "Management", "Outcomes"]
    assert [area for area in areas if f">{area}</caption>" in page] == areas
    assert len(scorecard_rows(analyst)) == 32


def test_the_latest_month_is_shown_unless_another_is_chosen(analyst, spring):
    rows = scorecard_rows(analyst, "?month=2023-05")

    assert rows["Referral starts in last 12 months Rate per 10,000 children"][1:3] == ["769.2", "746.2"]
    assert "Scorecard, July 2023" in analyst.get(URL).content.decode()


def test_a_month_that_is_none_is_not_found(analyst, scorecard):
    assert analyst.get(f"{URL}?month=soon").status_code == 404


@pytest.mark.parametrize("person", ["board_member", "outsider", "director", "team_manager"])
def test_everyone_may_read_it_and_nobody_else_is_offered_the_import(request, scorecard, person):
    page = request.getfixturevalue(person).get(URL)

    assert page.status_code == 200
    assert "Import a month" not in page.content.decode()


def test_before_the_first_import_it_says_what_comes_next(analyst):
    assert "No figures are here yet. Import the first month." in analyst.get(URL).content.decode()


def test_a_reader_with_nothing_to_read_or_do_in_a_comment_s_cell_sees_a_dash(board_member, scorecard, released):
    cells = board_member.get("/performance/").text.split('data-label="Comment and action"')[1:]

    assert all(text_of(cell.partition("</td>")[0].partition(">")[2]).strip() for cell in cells)


def test_the_download_can_be_imported_again(analyst, scorecard):
    content = analyst.get(f"{URL}?export=csv").content

    again = import_figures(actor=analyst.person, file=BytesIO(content), name="scorecard.csv")

    assert (again.reading.read, len(again.unchanged), again.changes_anything, again.refusals) == (32, 70, False, [])
    assert next(csv.DictReader(StringIO(content.decode("utf-8-sig"))))["direction"] == "Up 1.4% higher"


def test_the_excel_download_says_the_same(analyst, scorecard):
    response = analyst.get(f"{URL}?export=xlsx")

    again = import_figures(actor=analyst.person, file=BytesIO(response.content), name="scorecard.xlsx")
    assert (len(again.unchanged), again.changes_anything) == (70, False)


def test_a_month_is_read_once_and_one_row_and_all_rows_take_the_same_queries(
    analyst, django_assert_num_queries, django_assert_max_num_queries
):
    row = "Demand,2,Referral starts in last 12 months,number,2023-06,3943,2023-07,3808,"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="one.csv")
    analyst.get(URL)
    # With nothing kept of an earlier opening.
    cache.clear()
    with django_assert_max_num_queries(23) as one:
        analyst.get(URL)
    more = "\r\nDemand,2,MASH contact starts in last 12 months,number,2023-06,14014,2023-07,14213,\r\n"
    more += "Demand,3,Cared for children currently open,number,2023-06,610,2023-07,617,"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row) + more.encode()), name="three.csv")
    cache.clear()

    with django_assert_num_queries(len(one)):
        analyst.get(URL)


def test_a_comment_waits_until_it_comes(lead, analyst, head_of_service, scorecard, supervision):
    ask = f"/performance/indicators/{supervision.slug}/2023-07/ask/"
    lead.post(ask, {"person": head_of_service.person.pk, "due": "2098-01-05"})

    assert "Waiting for Helen Frost" in scorecard_rows(analyst)[f"{supervision.label} %"][5]
    assert Indicator.objects.get(pk=supervision.pk).commentaries.get(month=JULY).is_waiting


def test_the_board_is_not_told_that_a_comment_is_late(lead, board_member, head_of_service, scorecard, supervision, released):
    ask = f"/performance/indicators/{supervision.slug}/2023-07/ask/"
    lead.post(ask, {"person": head_of_service.person.pk, "due": "2098-01-05"})

    page = board_member.get(URL).content.decode()

    assert "Waiting for" not in page
    assert "have not come" not in page
    assert "Helen Frost" not in page
