"""An OpenDocument spreadsheet holds what the Excel file of the same workbook holds, cell by cell, as our own readers take them."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents import Column, Month, Table, Workbook, plain_table, value_in_words, write_ods, write_xlsx
from foundation.sheets.open_document import names_in_open_document, read_open_document
from foundation.sheets.workbooks import read_workbook, sheet_names

TEXTS = ["24.3%", "3,808", "+13", "−26", "0", "12 working days", "12 (34.3%)", "–", "=1+1", "Two\nlines", "a  b", " & <x>", "It's"]
VALUES = [14, 28.4, Decimal("1604.10"), date(2023, 8, 31), datetime(2023, 8, 31, 9, 30, tzinfo=UTC), Month(date(2023, 6, 1)), True, None]


def workbook(*tables: Table, **about) -> Workbook:
    return Workbook("Our audits", "Anytown City Council", tables, **about)


def cells_in_both(made: Workbook) -> tuple[dict, dict]:
    """Every cell of every sheet, of the OpenDocument and of the Excel file."""
    ods, xlsx = write_ods(made), write_xlsx(made)
    return (
        {name: read_open_document(ods, name).cells for name in names_in_open_document(ods)},
        {name: trimmed(read_workbook(xlsx, name).cells) for name in sheet_names(xlsx)},
    )


def trimmed(rows: list[list]) -> list[list]:
    """Without the blank cells at the ends of rows, which only the reader of Excel files gives."""
    kept = [row[: max((at for at, cell in enumerate(row, start=1) if cell != ""), default=0)] for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def test_every_kind_of_value_is_in_both():
    tables = [
        plain_table("It's: all", ["said", "value"], [[text, value_in_words(text)] for text in TEXTS]),
        Table("Values", [Column("value"), Column("name")], [[value, type(value).__name__] for value in VALUES], notes=["Ours."]),
        plain_table("Nothing", ["a", "b"], []),
    ]
    ods, xlsx = cells_in_both(workbook(*tables, about=[("Council", "Anytown City Council")]))

    assert list(ods) == ["Cover", "Contents", "Notes", "It's  all", "Values", "Nothing"]
    assert ods == xlsx


words = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn", "Cc"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(words, words.map(value_in_words), st.integers(-(10**9), 10**9)), min_size=1, max_size=4))
def test_whatever_is_written_is_the_same_in_both(rows):
    ods, xlsx = cells_in_both(workbook(plain_table("A", ["one", "two", "three"], rows)))

    assert ods == xlsx


def test_the_table_is_marked_up_the_title_is_a_heading_and_the_file_says_whose_it_is():
    content = write_ods(workbook(plain_table("It's: a list", ["a", "b"], [["x", 1]])))
    parts = {name: zipfile.ZipFile(BytesIO(content)).read(name).decode() for name in ("content.xml", "styles.xml", "meta.xml")}

    assert "table:target-range-address=\"'It''s  a list'.A2:'It''s  a list'.B3\" table:contains-header=\"true\"" in parts["content.xml"]
    assert '<style:style style:name="title" style:family="table-cell" style:parent-style-name="Heading_20_1"' in parts["content.xml"]
    assert "<dc:title>Our audits</dc:title>" in parts["meta.xml"]
    assert "<dc:creator>Anytown City Council</dc:creator><dc:language>en-GB</dc:language>" in parts["meta.xml"]
    assert 'fo:language="en" fo:country="GB"' in parts["styles.xml"]
    assert content == write_ods(workbook(plain_table("It's: a list", ["a", "b"], [["x", 1]])))


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5 days", "@SUM(A1)", '=HYPERLINK("http://example.org")'])
def test_text_is_never_a_formula(text):
    content = write_ods(workbook(plain_table(text, [text], [[text]])))
    cells = ElementTree.fromstring(zipfile.ZipFile(BytesIO(content)).read("content.xml")).iter()

    assert [name for cell in cells for name in cell.attrib if name.endswith("}formula")] == []
    assert read_open_document(content).cells[-1] == [text]
