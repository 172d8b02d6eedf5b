import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents import Column, Month, Table, Workbook, plain_table, value_in_words, write_csv, write_xlsx
from tests.sheets.files import read
from tests.workbooks import cell_under, opened, table_in, table_on_sheet

DANGEROUS = ["=1+1", "+44 20", "-5 days", "@SUM(A1)", '=HYPERLINK("http://example.org")', "\t=1"]


def written(*tables, title: str = "Our audits", **about) -> bytes:
    return write_xlsx(Workbook(title, "Anytown City Council", tables, **about))


def page_of(*tables):
    return opened(written(*tables)).worksheets[0]


def test_values_keep_their_kind_in_a_workbook():
    table = plain_table("Actions", ["n", "rate", "due", "late", "why", "none"], [[14, Decimal("28.4"), date(2023, 8, 31), True, "x", None]])

    assert table_in(written(table))[1] == (14, 28.4, datetime(2023, 8, 31), "Yes", "x", None)


def test_a_list_is_a_title_and_a_marked_up_table_with_nothing_frozen_or_filtered():
    page = page_of(plain_table("Actions", ["a", "b"], [["x", "y"], ["z", "w"]]))
    (table,) = page.tables.values()

    assert [row for row in page.values] == [("Our audits", None), ("a", "b"), ("x", "y"), ("z", "w")]
    assert (page["A1"].style, table.ref, table.autoFilter, page.freeze_panes, page.auto_filter.ref) == (
        "Heading 1",
        "A2:B4",
        None,
        None,
        None,
    )


def test_above_a_table_with_empty_cells_is_why_they_are():
    holes = [["x", None], ["", "y"]]

    assert page_of(plain_table("A", ["a", "b"], holes))["A2"].value == "An empty cell means that nothing is recorded there."
    assert page_of(plain_table("A", ["a", "b"], holes, blanks="Under five."))["A2"].value == "Under five."
    assert page_of(plain_table("A", ["a", "b"], []))["A2"].value == "There is nothing to list."


def test_headings_are_told_apart_since_a_table_takes_each_once():
    header = table_in(written(plain_table("A", ["Why", "why", "", "", "x" * 300, "x" * 300], [[1, 2, 3, 4, 5, 6]])))[0]

    assert header[:4] == ("Why", "why 2", "Column", "Column 2")
    assert [len(heading) for heading in header[4:]] == [255, 255]


def test_several_tables_come_with_a_cover_contents_that_lead_to_them_and_their_notes():
    tables = [
        Table("Grades", [Column("Grade")], [["Good"]], notes=["Each is rounded.", "Few are known."]),
        Table("It's: all", [Column("n")], [[1]], notes=["Few are known."]),
    ]
    book = opened(written(*tables, about=[("Council", "Anytown City Council")]))

    assert book.sheetnames == ["Cover", "Contents", "Notes", "Grades", "It's  all"]
    assert [list(page.values)[0][0] for page in book] == [
        "Our audits",
        "Contents",
        "Notes",
        "Grades [note 1] [note 2]",
        "It's: all [note 2]",
    ]
    assert table_on_sheet(book["Cover"])[1:] == [("Council", "Anytown City Council")]
    assert table_on_sheet(book["Notes"])[1:] == [("[note 1]", "Each is rounded."), ("[note 2]", "Few are known.")]
    leads = {cell.value: cell.hyperlink.location for cell in book["Contents"]["A"] if cell.hyperlink}
    assert leads == {"Notes": "'Notes'!A1", "Grades": "'Grades'!A1", "It's  all": "'It''s  all'!A1"}


def test_one_to_fill_in_has_its_tables_alone():
    tables = [plain_table(name, ["a", "b"], [[1, 2]]) for name in ("Aug 25", "Sep 25")]

    assert opened(written(*tables, to_fill_in=True)).sheetnames == ["Aug 25", "Sep 25"]


def test_a_workbook_says_what_it_is_whose_and_in_which_language_and_is_the_same_each_time():
    table = plain_table("Actions", ["a"], [["x"]])
    properties = opened(written(table)).properties

    assert (properties.title, properties.creator, properties.language) == ("Our audits", "Anytown City Council", "en-GB")
    assert written(table) == written(table)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_never_a_formula_in_a_workbook(text):
    page = opened(written(Table(text, [Column(text)], [[text]]), title=text)).worksheets[0]

    kept = [("s", said, None) for said in (text, text.strip(), text)]
    assert [(cell.data_type, cell.value, cell.hyperlink) for cell in page["A"]] == kept


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_never_a_formula_in_csv(text):
    assert list(csv.reader(StringIO(write_csv(plain_table("Said", ["said"], [[text]])).decode("utf-8-sig"), newline="")))[1] == [f"'{text}"]


def test_numbers_stay_numbers_in_csv():
    assert write_csv(plain_table("A", ["a", "b", "c"], [[-135, Decimal("-2.50"), None]])) == b"\xef\xbb\xbfa,b,c\r\n-135,-2.5,\r\n"


def test_sheet_names_are_made_to_fit():
    captions = ["Section 47: enquiries/conferences held"] * 2 + ["'[]'"]
    names = opened(written(*(plain_table(caption, ["a"], []) for caption in captions))).sheetnames

    assert names == ["Cover", "Contents", "Section 47  enquiries", "Section 47  enquiries 2", "Sheet"]


def test_a_moment_is_written_as_clocks_in_britain_showed_it():
    table = plain_table("Trail", ["when"], [[datetime(2023, 8, 31, 9, 30, tzinfo=UTC)]])

    assert table_in(written(table))[1][0] == datetime(2023, 8, 31, 10, 30)


def test_a_very_long_text_is_cut_rather_than_lost():
    assert len(table_in(written(plain_table("Findings", ["said"], [["x" * 40_000]])))[1][0]) == 32_767


words = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn", "Cc"]), min_size=1).filter(
    lambda text: text.strip() and not text.startswith(("=", "+", "-", "@"))
)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_what_is_written_is_read_back(rows):
    table = plain_table("A", ["one", "two"], rows)
    for content, name in [(write_csv(table), "a.csv"), (written(table), "a.xlsx")]:
        assert [tuple(row.values.values()) for row in read(content, name).rows] == rows


def test_a_month_is_a_month_in_a_workbook_and_2023_06_in_text():
    june = Month(date(2023, 6, 1))
    cell = cell_under(page_of(plain_table("Figures", ["month"], [[june]])), "month")

    assert (cell.value, cell.number_format) == (datetime(2023, 6, 1), "mmmm yyyy")
    assert write_csv(plain_table("Months", ["month"], [[june]])).decode("utf-8-sig") == "month\r\n2023-06\r\n"


@pytest.mark.parametrize(
    ("stored", "written"), [("1604.1000", "1604.1"), ("610.0000", "610"), ("6.1E+2", "610"), ("0.0000", "0"), ("-0.50", "-0.5")]
)
def test_text_has_no_noughts_that_storing_added(stored, written):
    assert write_csv(plain_table("Figures", ["figure"], [[Decimal(stored)]])).decode("utf-8-sig") == f"figure\r\n{written}\r\n"


def test_a_number_is_shown_as_its_words_say():
    texts = ["24.3%", "3,808", "+13", "−26", "12 working days", "12 (34.3%)"]
    page = page_of(plain_table("Figures", ["n"], [[value_in_words(text)] for text in texts]))

    shown = [(cell.value, cell.number_format) for (cell,) in page["A3:A8"]]
    assert shown == [
        (0.243, "0.0%"),
        (3808, "#,##0"),
        (13, "+0;-0;0"),
        (-26, "0;−0;0"),
        (12, '0" working days"'),
        ("12 (34.3%)", "General"),
    ]
    assert [row.get("n") for row in read(written(plain_table("A", ["n", "m"], [[value_in_words("24.3%"), "x"]])), "a.xlsx").rows] == [
        "24.3%"
    ]
