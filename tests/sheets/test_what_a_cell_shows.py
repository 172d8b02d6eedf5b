"""A cell's own number format says what its number is, whatever stands around it; merged cells hold in each row; what is hidden is said."""

import random
import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from foundation.sheets import UnreadableFile
from tests.shares import SEED
from tests.sheets.files import ods_cell, ods_sheet, open_document, read, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ods_cell("month") + ods_cell("case") + ods_cell("value")


def formatted(value, code: str) -> bytes:
    def prepare(book):
        book.active["B2"].number_format = code

    return workbook(["indicator", "value"], ["Re-referrals", value], prepare=prepare)


def cell_of(content: bytes, name: str = "kpis.xlsx", heading: str = "value"):
    return read(content, name).rows[0].get(heading)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.665, "0.0%", "66.5%"),
        (0.665, "0%", "66.5%"),
        (0.9259999999999999, "0.00%", "92.6%"),
        (0.005, "0.0%", "0.5%"),
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (-0.012, "0.0%;[Red]-0.0%", "-1.2%"),
        (5.84, "0.0%", "584%"),
        (0.27, '#,##0.0%_);("0.0")', "27%"),
        (0.27, "[<=1]0.0%;0.0", "27%"),
        (27.5, "[<=1]0.0%;0.0", 27.5),
        # Here the sign is a word that stands behind the number: 66.5 is shown as 66.5%.
        (66.5, '0.0"%"', 66.5),
        (66.5, r"0.0\%", 66.5),
        (66.5, "0.0", 66.5),
        (3808, "#,##0", 3808),
        (42, "0000", "0042"),
        (4711, "0", 4711),
        ("66.5%", "0.0%", "66.5%"),
        (date(2023, 6, 1), "mmm-yy", date(2023, 6, 1)),
        # Words in place of the number are what the cell says; a nought shown as a dash is a nought.
        (3, '[<5]"<5";0', "<5"),
        (30, '[<5]"<5";0', 30),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', 0),
        (14.2, '0.0"k"', "14.2k"),
        (14213, '0.0,"k"', 14213),
        (12, '0" months"', 12),
    ],
)
def test_a_number_is_what_its_cell_shows(value, code, shown):
    assert cell_of(formatted(value, code)) == shown


def test_a_number_shown_in_thousands_is_read_in_full_and_that_is_said():
    sheet = read(formatted(14213, "#,##0,"), "kpis.xlsx")

    assert sheet.rows[0].get("value") == 14213
    assert sheet.notes == ["Numbers that are shown in thousands or millions were read in full (14,213), in B2."]


def test_one_cell_s_format_says_nothing_of_the_next():
    def prepare(book):
        book.active["B2"].number_format = "0.0%"

    sheet = read(workbook(["indicator", "value"], ["a", 0.268], ["b", 30.2], ["c", 0.4], prepare=prepare), "kpis.xlsx")

    assert [row.get("value") for row in sheet.rows] == ["26.8%", 30.2, 0.4]


def test_cells_written_with_a_prefix_or_without_references_keep_their_formats():
    plain = formatted(0.665, "0.0%")
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        part = archive.read(SHEET).decode()
    prefixed = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", part).replace("xmlns=", "xmlns:x=")
    bare = re.sub(r' r="[A-Z]*\d+"', "", part)

    assert (cell_of(with_part(plain, SHEET, prefixed.encode())), cell_of(with_part(plain, SHEET, bare.encode()))) == ("66.5%", "66.5%")


@pytest.mark.parametrize("seed", range(40))
def test_no_broken_part_of_a_workbook_ends_in_anything_but_a_sentence(seed):
    chance = random.Random(f"{SEED} {seed}")
    content = chance.choice(
        [formatted(0.665, "0.0%"), open_document(ods_sheet(HEADINGS, ods_cell("June") + ods_cell(0.5, kind="percentage")))]
    )
    with zipfile.ZipFile(BytesIO(content)) as archive:
        part = chance.choice([name for name in archive.namelist() if name.endswith((".xml", ".rels"))])
        data = bytearray(archive.read(part))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(0, 3)] = chance.choice([b"", b"<", b">", b'"', b"99999999999", b"NaN", b"%", b"\xff", b"-", b"A"])

    try:
        read(with_part(content, part, bytes(data)), "kpis.xlsx" if part.startswith("xl") else "kpis.ods")
    except UnreadableFile as problem:
        assert str(problem).endswith(".")  # noqa: PT017 - either is right: a sheet, or a sentence


def merged_areas(book):
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A3:A5")


def test_what_is_merged_over_rows_stands_in_each_of_them_and_is_said():
    rows = [["Scorecard"], ["area", "name", "value"], ["Demand", "a", 1], ["", "b", 2], ["", "", ""], ["", "c", 3]]
    sheet = read(workbook(*rows, prepare=merged_areas), "kpis.xlsx")

    # Row 5 is blank but for the merged cell, row 6 lies below it.
    assert [(row.number, row.get("area")) for row in sheet.rows] == [(3, "Demand"), (4, "Demand"), (6, "")]
    assert "Cells that are merged over several rows were read in each of them: A3:A5." in sheet.notes


def test_a_figure_merged_over_columns_is_said():
    sheet = read(workbook(["name", "before", "now"], ["a", 1, None], prepare=lambda book: book.active.merge_cells("B2:C2")), "kpis.xlsx")

    assert sheet.rows[0].values == {"name": "a", "before": 1, "now": ""}
    assert any("were read in the first of them only: B2:C2." in note for note in sheet.notes)


def test_hidden_rows_columns_and_sheets_are_said():
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["B"].hidden = True
        book.create_sheet("Lists").sheet_state = "veryHidden"

    sheet = read(workbook(["case", "grade"], ["C-1", "Good"], ["C-2", "RI"], prepare=hide), "past.xlsx")

    assert [row.get("case") for row in sheet.rows] == ["C-1", "C-2"]
    assert sheet.notes == [
        "The sheet “Lists” is hidden and was not read.",
        "Row 3 is hidden in the workbook, perhaps by a filter. It was read; delete it there if it does not belong.",
        "A column that is hidden in the workbook: B (“grade”).",
    ]


def test_a_cover_before_the_table_is_passed_over():
    def cover(book):
        first = book.create_sheet("Cover", 0)
        first["A1"], first["A3"] = "Scorecard", "August 2023"

    sheet = read(workbook(["case", "grade"], ["C-1", "Good"], prepare=cover), "past.xlsx")

    assert (sheet.name, sheet.notes) == ("Sheet1", ["The sheet “Sheet1” was read; the sheet “Cover” was not."])


def test_an_open_document_is_read_as_its_cells_show():
    rows = [
        ods_cell("2023-06-01", "Jun 23", kind="date") + ods_cell(42, "0042") + ods_cell(0.665, "66.5%", kind="percentage"),
        ods_cell("June") + ods_cell(4711) + ods_cell(3808.5, "3,808.5"),
        ods_cell("July")
        + ods_cell("C-1")
        + '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
    ]
    sheet = read(open_document(ods_sheet(HEADINGS, *rows)), "past.ods")

    assert [tuple(row.values.values()) for row in sheet.rows] == [
        (date(2023, 6, 1), "0042", "66.5%"),
        ("June", 4711, 3808.5),
        ("July", "C-1", "#N/A"),
    ]
    assert sheet.notes == []


def test_what_an_open_document_repeats_merges_hides_and_remarks_is_understood():
    remark = "<office:annotation><text:p>Ask Kit</text:p></office:annotation>"
    area = (
        '<table:table-cell office:value-type="string" table:number-rows-spanned="2">'
        + remark
        + "<text:p>Dem<text:s/>and</text:p></table:table-cell>"
    )
    same = ods_cell(7, more=' table:number-columns-repeated="2"')
    hidden = f'<table:table-row table:visibility="filter"><table:covered-table-cell/>{same}</table:table-row>'
    away = ods_sheet(ods_cell("secret") + ods_cell("key"), name="Away", style="away")
    sheet = read(open_document(away, ods_sheet(HEADINGS, area + same, hidden, name="Figures")), "kpis.ods")

    assert [tuple(row.values.values()) for row in sheet.rows] == [("Dem and", 7, 7), ("Dem and", 7, 7)]
    assert sheet.notes[:2] == [
        "The sheet “Away” is hidden and was not read.",
        "Cells that are merged over several rows were read in each of them: A2:A3.",
    ]
    assert "Row 3 is hidden in the workbook" in sheet.notes[2]


DEEP = '<table:table-row table:number-rows-repeated="900000">{}</table:table-row>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (open_document(ods_sheet()), "no visible sheet with anything in it"),
        (open_document(ods_sheet(HEADINGS, DEEP.format(ods_cell("x")))), "at most"),
        (open_document(ods_sheet(HEADINGS, ods_cell("x", more=' table:number-columns-repeated="9000"'))), "at most 256 can be read"),
        (open_document("<table:table"), "damaged"),
        (with_part(open_document(), "content.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged"),
    ],
)  # fmt: skip
def test_an_open_document_that_cannot_be_taken_says_why(content, says):
    with pytest.raises(UnreadableFile, match=says):
        read(content, "kpis.ods")
