import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from foundation.documents import Month, plain_table, write_csv, write_xlsx
from tests.sheets.files import read

DANGEROUS = ["=1+1", "+44 20", "-5 days", "@SUM(A1)", '=HYPERLINK("http://example.org")', "\t=1"]


def opened(*sheets):
    return load_workbook(BytesIO(write_xlsx(sheets)))


def test_values_keep_their_kind_in_a_workbook():
    page = opened(
        plain_table("Actions", ["n", "rate", "due", "late", "why", "none"], [[14, Decimal("28.4"), date(2023, 8, 31), True, "x", None]])
    )["Actions"]

    assert [cell.value for cell in page[2]] == [14, 28.4, datetime(2023, 8, 31), "Yes", "x", None]


def test_the_header_is_bold_frozen_and_filtered():
    page = opened(plain_table("Actions", ["a", "b"], [["x", "y"], ["z", "w"]])).active

    assert all(cell.font.bold for cell in page[1])
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B3")


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_never_a_formula_in_a_workbook(text):
    cell = opened(plain_table("Actions", ["said"], [[text]])).active["A2"]

    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_never_a_formula_in_csv(text):
    assert list(csv.reader(StringIO(write_csv(plain_table("Said", ["said"], [[text]])).decode("utf-8-sig"), newline="")))[1] == [f"'{text}"]


def test_numbers_stay_numbers_in_csv():
    assert write_csv(plain_table("A", ["a", "b", "c"], [[-135, Decimal("-2.50"), None]])) == b"\xef\xbb\xbfa,b,c\r\n-135,-2.5,\r\n"


def test_sheet_names_are_made_to_fit():
    captions = ["Section 47: enquiries/conferences held"] * 2 + ["'[]'"]
    names = opened(*(plain_table(caption, ["a"], []) for caption in captions)).sheetnames

    assert names == ["Section 47  enquiries conferenc", "Section 47  enquiries confere 2", "Sheet"]


def test_a_moment_is_written_as_clocks_in_britain_showed_it():
    page = opened(plain_table("Trail", ["when"], [[datetime(2023, 8, 31, 9, 30, tzinfo=UTC)]])).active

    assert page["A2"].value == datetime(2023, 8, 31, 10, 30)


def test_a_very_long_text_is_cut_rather_than_lost():
    assert len(opened(plain_table("Findings", ["said"], [["x" * 40_000]])).active["A2"].value) == 32_767


words = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn", "Cc"]), min_size=1).filter(
    lambda text: text.strip() and not text.startswith(("=", "+", "-", "@"))
)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_what_is_written_is_read_back(rows):
    table = plain_table("A", ["one", "two"], rows)
    for content, name in [(write_csv(table), "a.csv"), (write_xlsx([table]), "a.xlsx")]:
        assert [tuple(row.values.values()) for row in read(content, name).rows] == rows


def test_a_month_is_a_month_in_a_workbook_and_2023_06_in_text():
    june = Month(date(2023, 6, 1))
    cell = opened(plain_table("Figures", ["month"], [[june]])).active["A2"]

    assert (cell.value, cell.number_format) == (datetime(2023, 6, 1), "mmmm yyyy")
    assert write_csv(plain_table("Months", ["month"], [[june]])).decode("utf-8-sig") == "month\r\n2023-06\r\n"


@pytest.mark.parametrize(
    ("stored", "written"), [("1604.1000", "1604.1"), ("610.0000", "610"), ("6.1E+2", "610"), ("0.0000", "0"), ("-0.50", "-0.5")]
)
def test_text_has_no_noughts_that_storing_added(stored, written):
    assert write_csv(plain_table("Figures", ["figure"], [[Decimal(stored)]])).decode("utf-8-sig") == f"figure\r\n{written}\r\n"
