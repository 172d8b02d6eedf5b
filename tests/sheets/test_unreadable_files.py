"""Every way in which a file cannot be read gets one sentence that says what it is and what to do."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.sheets import Limits, UnreadableFile
from tests.shares import examples
from tests.sheets.files import PDF, archive, ole, read, with_part, workbook

TABLE = workbook(["month", "case"], ["2023-06", "A1"])
SHEET = "xl/worksheets/sheet1.xml"


def said_of(content, name="audits.csv", **options):
    with pytest.raises(UnreadableFile) as caught:
        read(content, name, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (PDF, "audits.xlsx", "This file is named .xlsx but is a PDF."),
        (PDF, "audits.csv", "This file is named .csv but is a PDF."),
        (PDF, "audits", "This file’s name has no ending such as .csv but is a PDF."),
        (b"\x89PNG\r\n\x1a\n\x00", "audits.csv", "This file is named .csv but is a picture."),
        (b"<html><table><tr><td>month</td></tr></table>", "audits.xls", "This file is named .xls but is a web page."),
        (archive("word/document.xml"), "audits.xlsx", "This file is named .xlsx but is a Word document."),
        (archive("content.xml"), "audits.ods", "This file is named .ods but is an OpenDocument file that is not a spreadsheet."),
        (archive("xl/workbook.bin"), "audits.xlsx", "This file is named .xlsx but is an Excel binary workbook (.xlsb)."),
        (archive("audits.csv"), "audits.zip", "This file is named .zip but is a zip archive."),
        (b"month,case\n2023-06,A1\n", "audits.dat", "This file is named .dat, which cannot be read here."),
        (ole("WordDocument"), "audits.csv", "This file is an old Word document (.doc)."),
    ],
)
def test_a_file_that_is_something_else_is_named(content, name, what):
    assert said_of(content, name) == f"{what} Save it from Excel as .xlsx or .csv and try again."


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf", b",,\n,,\n", "\N{NO-BREAK SPACE},\n".encode()])
def test_an_empty_file_is_called_empty(content):
    assert said_of(content) == "This file is empty. Check that you chose the right one."


def test_a_workbook_without_cells_is_called_empty():
    assert "no visible sheet with anything in it" in said_of(workbook(), "audits.xlsx")


@pytest.mark.parametrize("content", [bytes(range(256)), b"month,case\n2023-06,A\x00B\n", b"a,b\n\x01\x02,\x03\n"])
def test_a_binary_file_named_csv_is_not_text(content):
    assert said_of(content).startswith("This file is named .csv but is not text")


def test_letters_that_no_encoding_explains_are_refused():
    assert said_of(b"name,team\nA\x81,B\x8d\n").startswith("The letters in this file cannot be read.")


def test_an_old_workbook_is_told_from_a_protected_one():
    assert "old format (.xls)" in said_of(ole("Workbook"), "audits.xls")
    assert "protected with a password" in said_of(ole("EncryptionInfo", "EncryptedPackage"), "audits.xlsx")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short_is_called_damaged(share):
    assert "damaged" in said_of(TABLE[: int(len(TABLE) * share)], "audits.xlsx")


def test_a_workbook_with_nonsense_inside_is_called_damaged():
    assert "damaged" in said_of(with_part(TABLE, "xl/workbook.xml", b"<workbook><sheets"), "audits.xlsx")


def test_a_zip_bomb_is_not_opened():
    bomb = with_part(TABLE, SHEET, b"<c/>" * 75_000_000)

    assert len(bomb) < 1_000_000
    assert "unpacks to more than 250 MB" in said_of(bomb, "audits.xlsx")


def test_a_zip_bomb_that_lies_about_its_size_is_not_opened():
    bomb = bytearray(with_part(TABLE, SHEET, b" " * 10_000_000))
    with zipfile.ZipFile(BytesIO(bomb)) as opened:
        entry = bomb.rindex(b"PK\x01\x02", 0, opened.start_dir + sum(46 + len(part.filename) for part in opened.infolist()))
    bomb[entry + 24 : entry + 28] = (100).to_bytes(4, "little")

    assert "damaged" in said_of(bytes(bomb), "audits.xlsx", limits=Limits(unpacked_bytes=1_000_000))


@pytest.mark.parametrize(
    ("reference", "what"),
    [("A1048576", "reaches down to row 1,048,576"), ("XFD1", "has 16,384 columns"), ("IV150000", "has 38,400,000 cells")],
)
def test_one_cell_far_away_is_not_allowed_to_fill_the_memory(reference, what):
    far = f'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="{reference}"><v>1</v></c></row></sheetData></worksheet>'

    assert what in said_of(with_part(TABLE, SHEET, far.encode()), "audits.xlsx")


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(rows=2), "more than 2 rows"),
        (Limits(columns=2), "has 3 columns; at most 2"),
        (Limits(cells=8), "has 12 cells; at most 8"),
        (Limits(file_bytes=10), "larger than"),
    ],
)
def test_a_file_beyond_a_limit_is_refused(limits, what):
    assert what in said_of(b"a,b,c\n" + b"x,y,z\n" * 3, limits=limits)


def test_duplicate_headings_are_named_with_their_columns():
    assert said_of(b"Case,team,case \nA1,North,A2\n").startswith(
        "Each heading can be used once. Used more than once: “Case” (columns A and C)."
    )


def test_a_file_without_headings_is_told_to_have_some():
    assert said_of(b"1,2.5,12%\n2,3,4\n").startswith("The first row of this file holds values, not headings.")


def test_headings_without_rows_are_not_enough():
    assert said_of(b"month,case\n\n").startswith("This file has headings but no rows below them.")


def test_values_moved_by_a_loose_comma_are_refused_by_row():
    assert "There are 2 headings, but more values than that in row 2, 4." in said_of(b"a,b\n1,234,x\n1,2\n3,4,5\n")


def test_a_quotation_mark_left_open_does_not_swallow_the_rest():
    assert said_of(b'a,b\n1,2\n3,"4\n5,6\n').startswith("Row 3 cannot be read: a quotation mark in it is not closed")


def outcome(content, name):
    """How many rows were read, or the sentence of the refusal."""
    try:
        return len(read(content, name).rows)
    except UnreadableFile as refused:
        return str(refused)


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(0, len(TABLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_flipped_bytes_is_read_or_refused_and_never_crashes(at, noise):
    result = outcome(TABLE[:at] + noise + TABLE[at + len(noise) :], "audits.xlsx")

    assert result == 1 or result.endswith(".")


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(0, 2000), st.sampled_from([b"", b"<", b'"', b"</c>", b"s", b"9999999", b"A0"]))
def test_a_workbook_with_broken_markup_is_read_or_refused_and_never_crashes(at, noise):
    with zipfile.ZipFile(BytesIO(TABLE)) as opened:
        markup = opened.read(SHEET)
    result = outcome(with_part(TABLE, SHEET, markup[: at % len(markup)] + noise + markup[at % len(markup) + 3 :]), "audits.xlsx")

    assert result == 1 or str(result).endswith(".")


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a", "a.pdf"]))
def test_any_bytes_are_read_or_refused(content, name):
    result = outcome(content, name)

    assert isinstance(result, int) or result.endswith(".")
