"""The workbook of rows that cannot be taken: corrected there, and sent again."""

import pytest

from performance.imports.services import save_mapping
from performance.models import Indicator, Value
from tests.performance.files import scorecard_file
from tests.performance.imports.pages.test_uploads import BAD, GOOD, upload
from tests.performance.imports.test_long_files import EES, LAIT
from tests.workbook_checks import faults_of
from tests.workbooks import cell_under, opened, saved, table_on_sheet

pytestmark = pytest.mark.django_db


def rejected(analyst, content: bytes, name: str):
    """The workbook, its rows, and the name that it is given."""
    check = upload(analyst, content, name).url
    answer = analyst.get(f"{check}?export=xlsx")
    assert faults_of(answer.content) == []
    book = opened(answer.content)
    return book, table_on_sheet(book.active), answer.headers["Content-Disposition"]


def sent_again(analyst, book, name: str) -> str:
    return analyst.post(upload(analyst, saved(book), name).url, follow=True).text


def test_it_holds_only_the_bad_rows_each_with_what_is_wrong(analyst):
    _, rows, named = rejected(analyst, scorecard_file(GOOD, BAD), "july.csv")

    assert rows[0][-1] == "What is wrong"
    assert [row[2] for row in rows[1:]] == ["Cared for children with a visit within statutory timescales"]
    assert rows[1][-1] == "current: A percentage cannot be over 100."
    assert 'filename="july - rejected rows.xlsx"' in named


def test_corrected_and_sent_again_it_is_taken_whole(analyst):
    book, _, _ = rejected(analyst, scorecard_file(GOOD, BAD), "july.csv")
    cell_under(book.active, "current").value = 90
    sent_again(analyst, book, "july - rejected rows.xlsx")

    assert Value.objects.get(month="2023-07-01").value == 90


def test_a_published_file_s_rows_come_back_to_the_same_indicators(analyst):
    row = "2024,Reporting year,Local authority,E92000001,England,E12000002,North West,343,E08000014,Sefton"
    content = f"{EES}starts\n{row},12\n{row.replace('2024', '20233')},11\n".encode()
    book, rows, _ = rejected(analyst, content, "starts_2020_to_2024.csv")
    assert rows[1][-1].startswith("time_period: ")
    analyst.post(upload(analyst, content, "starts_2020_to_2024.csv").url, {"accept_valid": "1"})

    cell_under(book.active, "time_period").value = "2023"
    sent_again(analyst, book, "starts_2020_to_2024 - rejected rows (1).xlsx")

    assert Indicator.objects.filter(source="starts").count() == 1
    assert Value.objects.count() == 2


@pytest.mark.parametrize(("above", "header_row"), [(b"", 1), (b"Posts,,\n,,\n", 3), (b"Posts,,\n,,\n,,\n,,\nRun,,\n", 6)])
@pytest.mark.parametrize("name", ["posts - rejected rows.xlsx", "renamed.xlsx"])
def test_a_mapping_that_says_where_the_headings_are_finds_them_under_the_title(analyst, above, header_row, name):
    mapping = save_mapping(actor=analyst.person, name="Posts", layout="wide", columns={"KPI": "indicator"}, header_row=header_row)
    content = above + b"KPI,May-23,Jun-23\nVacancy rate,19,118\n"
    check = upload(analyst, content, "posts.csv", shape=f"mapping {mapping.pk}").url
    book = opened(analyst.get(f"{check}?export=xlsx").content)
    assert table_on_sheet(book.active)[0] == ("KPI", "May-23", "Jun-23", "What is wrong")

    cell_under(book.active, "Jun-23").value = 18
    analyst.post(upload(analyst, saved(book), name, shape=f"mapping {mapping.pk}").url, follow=True)
    assert list(Value.objects.order_by("month").values_list("value", flat=True)) == [19, 18]


def test_many_bad_cells_are_counted_where_they_are_not_listed(analyst):
    lines = "\n".join(f"LAC,{year},343,Sefton,,,many" for year in range(1000, 1250))
    page = analyst.get(upload(analyst, f"{LAIT}{lines}".encode(), "lait.csv").url).text

    assert "50 more refused cells are not listed here" in page
