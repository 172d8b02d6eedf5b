from datetime import date
from io import BytesIO

import pytest

from foundation.sheets import read_rows
from tests.sheets.files import read, workbook


def values(sheet):
    return [tuple(row.values.values()) for row in sheet.rows]


def test_rows_carry_the_numbers_that_the_spreadsheet_shows():
    sheet = read(b"month,case\n2023-06,A1\n\n2023-07,A2\n,\n2023-07,A3\n")

    assert sheet.header == ["month", "case"]
    assert [row.number for row in sheet.rows] == [2, 4, 6]
    assert sheet.rows[1].values == {"month": "2023-07", "case": "A2"}
    assert sheet.notes == []


def test_a_path_is_read_like_an_opened_file(tmp_path):
    path = tmp_path / "audits.csv"
    path.write_bytes(b"month,case\n2023-06,A1\n")

    assert read_rows(path, path.name) == read_rows(BytesIO(path.read_bytes()), "audits.csv")


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["The file is UTF-16 text."]),
        ("cp1252", ["The file is Windows-1252 text."]),
    ],
)
def test_every_encoding_that_excel_writes_is_read(encoding, notes):
    sheet = read("team,said\nNorth,“She’s been heard” – Zoë\n".encode(encoding))

    assert values(sheet) == [("North", "“She’s been heard” – Zoë")]
    assert sheet.notes == notes


@pytest.mark.parametrize(("delimiter", "name"), [(";", "semicolon"), ("\t", "tab")])
def test_other_separators_are_seen_and_said(delimiter, name):
    text = "month,case,said\n2023-06,A1,first; second; third\n2023-06,A2,a\n".replace(",", delimiter)
    sheet = read(text.replace("; ", ", ").encode())

    assert sheet.rows[0].values == {"month": "2023-06", "case": "A1", "said": "first, second, third"}
    assert sheet.notes == [f"The values are separated by {name}s."]


def test_excels_own_first_line_about_its_separator_is_obeyed():
    sheet = read(b"sep=;\nmonth;case\n2023-06;A,1,2,3\n")

    assert values(sheet) == [("2023-06", "A,1,2,3")]
    assert (sheet.header_number, sheet.rows[0].number) == (2, 3)


def test_a_line_break_inside_quotes_is_part_of_the_value():
    sheet = read(b'case,said\r\nA1,"one\r\ntwo, three"\r\nA2,four\r\n')

    assert values(sheet) == [("A1", "one\r\ntwo, three"), ("A2", "four")]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_headings_are_cleaned_of_odd_spaces():
    assert read("\N{NO-BREAK SPACE}overall  pre ,case\nGood,A1\n".encode()).header == ["overall pre", "case"]


def test_short_rows_are_filled_with_blanks():
    assert values(read(b"a,b,c\n1,2\nx\n")) == [("1", "2", ""), ("x", "", "")]


def test_trailing_separators_do_no_harm():
    assert read(b"a,b,,\nx,y,,\n,,,\n").rows[0].values == {"a": "x", "b": "y"}


def test_title_rows_are_skipped_and_said():
    sheet = read(b"Audits of practice,,\nJune 2023,,\n,,\nmonth,case,team\n2023-06,A1,North\n")

    assert sheet.header == ["month", "case", "team"]
    assert (sheet.header_number, sheet.rows[0].number) == (4, 5)
    assert sheet.notes == ["The title rows above the headings in row 4 were skipped."]


def test_months_and_years_may_be_headings():
    assert read(b"indicator,2022,2023,June 2023\nReferrals,1,2,3\n").header == ["indicator", "2022", "2023", "June 2023"]


def test_a_column_without_a_heading_is_left_out_and_said():
    sheet = read(b"a,,b\nx,y,z\n")

    assert sheet.rows[0].values == {"a": "x", "b": "z"}
    assert sheet.notes == ["Column B has no heading, so its values were not read."]


def test_a_workbook_gives_numbers_and_dates_as_they_were_typed():
    sheet = read(
        workbook(["month", "case", "rate", "share", "seen"], [date(2023, 6, 1), 14013, 28.4, 0.12, None]),
        "kpis.xlsx",
    )

    assert values(sheet) == [(date(2023, 6, 1), 14013, 28.4, 0.12, "")]
    assert type(sheet.rows[0].values["case"]) is int


def test_a_workbooks_rows_are_numbered_truly_below_blank_ones():
    sheet = read(workbook([], ["a", "b"], [None, None], ["x", "y"]), "audits.xlsx")

    assert (sheet.header_number, sheet.rows[0].number) == (2, 4)
    assert sheet.notes == []


def test_the_first_visible_sheet_that_holds_anything_is_read():
    def hide_the_first(book):
        book.active.sheet_state = "hidden"
        book.create_sheet("Blank")
        book.create_sheet("Audits").append(["month", "case"])
        book["Audits"].append(["2023-06", "A1"])

    sheet = read(workbook(["secret", "key"], ["x", "y"], prepare=hide_the_first), "audits.xlsx")

    assert values(sheet) == [("2023-06", "A1")]
    assert sheet.notes == ["The sheet “Audits” was read; the sheet “Blank” was not.", "The sheet “Sheet1” is hidden and was not read."]


@pytest.mark.parametrize(
    ("content", "name", "note"),
    [
        (workbook(["a", "b"], ["x", "y"]), "audits.csv", "The file is named .csv but is an Excel workbook, and was read as one."),
        (b"a,b\nx,y\n", "audits.xlsx", "The file is named .xlsx but is text, and was read as CSV."),
    ],
)
def test_a_wrong_ending_on_a_file_that_can_be_read_is_only_noted(content, name, note):
    sheet = read(content, name)

    assert values(sheet) == [("x", "y")]
    assert sheet.notes == [note]


def test_an_error_in_a_cell_is_no_blank():
    def fail(book):
        book.active["B2"], book.active["B2"].data_type = "#REF!", "e"
        book.active["A4"], book.active["A4"].data_type = "#N/A", "e"

    sheet = read(workbook(["case", "overall pre"], ["C-1", ""], ["C-2", "G"], prepare=fail), "past.xlsx")

    assert [row.values for row in sheet.rows] == [{"case": "C-1", "overall pre": "#REF!"}, {"case": "C-2", "overall pre": "G"}]


def test_a_formula_without_a_result_is_said():
    sheet = read(workbook(["case", "grade"], ["C-1", '="G"'], ["C-2", "RI"]), "past.xlsx")

    assert sheet.notes == ["A formula has no result stored in B2, so it was read as blank. Open the workbook in Excel and save it again."]


def test_a_semicolon_in_most_remarks_is_no_separator():
    rows = "".join(f"A{number},one; two; three\n" for number in range(6))

    assert read(f"case,said\n{rows}".encode()).header == ["case", "said"]


def test_words_before_the_first_heading_are_called_by_their_column():
    sheet = read(b",indicator,value\nDemand,Referrals,1\n,Contacts,2\n")

    assert sheet.rows[0].values == {"Column A": "Demand", "indicator": "Referrals", "value": "1"}
    assert sheet.notes == ["Column A has no heading; here it is called “Column A”."]


def test_a_workbook_of_one_column_is_read():
    assert [row.values for row in read(workbook(["case ID"], ["C-1"], ["C-2"]), "list.xlsx").rows] == [
        {"case ID": "C-1"},
        {"case ID": "C-2"},
    ]
