"""Small files that unfold to very large ones."""

from collections.abc import Callable

from tests.sheets.files import with_part, workbook

SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEADINGS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Case</t></is></c><c r="B1" t="inlineStr"><is><t>Team</t></is></c></row>'


def sheet(rows: str, *, before: str = "", encoding: str = "utf-8") -> bytes:
    whole = f'<?xml version="1.0" encoding="{encoding}"?><worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>'
    return whole.encode(encoding)


def strings(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><sst {MAIN} count="1" uniqueCount="1"><si><t>{text}</t></si></sst>'.encode()


def named_often(tag: str = "c", encoding: str = "utf-8") -> bytes:
    """One text of a megabyte, named by a thousand cells."""
    rows = "".join(f'<row r="{row}"><{tag} r="A{row}" t="s"><v>0</v></{tag}></row>' for row in range(2, 1002))
    book = workbook(["Case", "Team"], ["A1", "Elm"])
    return with_part(with_part(book, STRINGS, strings("x" * 1_000_000)), SHEET, sheet(HEADINGS + rows, encoding=encoding))


def without_references() -> bytes:
    """Cells that do not say where they stand, far more than a row has."""
    return with_part(workbook(["Case"], ["A1"]), SHEET, sheet(HEADINGS + "<row>" + "<c><v>1</v></c>" * 300_000 + "</row>"))


def rows_without_references() -> bytes:
    return with_part(workbook(["Case"], ["A1"]), SHEET, sheet("<row><c><v>1</v></c></row>" * 800_000))


def one_wide_row_and_many() -> bytes:
    rows = "<row>" + "<c><v>1</v></c>" * 250 + "</row>" + "<row><c><v>1</v></c></row>" * 150_000
    return with_part(workbook(["Case"], ["A1"]), SHEET, sheet(rows))


def lying_dimension() -> bytes:
    return with_part(workbook(["Case"], ["A1"]), SHEET, sheet(HEADINGS, before='<dimension ref="A1:XFD1048576"/>'))


def same_sheet_many_times() -> bytes:
    """A workbook of so many sheets, each of which is the same part."""
    book = workbook(["Case"], ["A1"])
    names = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 3001))
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    made = with_part(book, BOOK, f'<?xml version="1.0"?><workbook {MAIN} {relations}><sheets>{names}</sheets></workbook>'.encode())
    return with_part(made, SHEET, sheet("<row/>" * 150_000))


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "one text named often": named_often,
    "one text named often, in UTF-16": lambda: named_often(encoding="utf-16"),
    "cells without references": without_references,
    "rows without references": rows_without_references,
    "one wide row and many": one_wide_row_and_many,
    "a dimension that lies": lying_dimension,
    "one sheet many times": same_sheet_many_times,
}
TEXTS: dict[str, Callable[[], bytes]] = {
    "commas": lambda: b"Case,Team\n" + b"," * 19_000_000,
    "quotation marks": lambda: b"Case,Team\n" + b'"' * 9_000_000,
    "line breaks": lambda: b"Case,Team\n" + b"\n" * 19_000_000,
    "one long value": lambda: b"Case,Team\n" + b"x" * 19_000_000,
    "semicolons": lambda: b"Case;Team\n" + b";,\t" * 6_000_000,
}
