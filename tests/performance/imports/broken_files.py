"""Fifty files that nobody could take in, and what is said of each. Made here, not kept: some would fill the memory once open."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from tests.performance.files import HEADER, SCORECARD, as_workbook, scorecard_file
from tests.sheets.files import PDF, archive, ole, with_part

SHEET = "xl/worksheets/sheet1.xml"
NAME = "Referral starts in last 12 months"
LONG = "indicator,unit,period,value\n"
LAIT = "measure_code,year,la_code,area,region,non_numeric_marker,value\n"
NEIGHBOURS = "model,la_code,la_name,rank,neighbour_la_code,closeness\n"
EES = "time_period,time_identifier,geographic_level,old_la_code,la_name,region_name,starts\n"


def row(current="3808", *, area="Demand", status="2", name=NAME, unit="number", before=("2023-06", "3943"), month="2023-07", sn="") -> str:
    return ",".join([area, status, name, unit, *before, month, current, sn])


def scorecard(**changes) -> bytes:
    return scorecard_file(row(**changes))


def text(head: str, *rows: str) -> bytes:
    return (head + "\n".join(rows)).encode()


def book(*rows, prepare: Callable | None = None) -> bytes:
    made = Workbook()
    for each in rows:
        made.active.append(list(each))
    if prepare:
        prepare(made)
    output = BytesIO()
    made.save(output)
    return output.getvalue()


def scorecard_book(current, prepare: Callable | None = None, *more) -> bytes:
    line = ["Demand", 2, NAME, "number", "2023-06", 3943, "2023-07", current, None]
    return book(HEADER.split(","), line, *more, prepare=prepare)


def hidden(made: Workbook) -> None:
    made.active.sheet_state = "hidden"
    made.create_sheet("Shown")


def as_percentage(made: Workbook) -> None:
    """A count in a cell that shows it as 3808%."""
    made.active["H2"].number_format = "0%"


def million_columns() -> bytes:
    cells = '<c r="A1" t="inlineStr"><is><t>indicator</t></is></c><c r="BDWGN1"><v>1</v></c>'
    return with_part(book(["a"]), SHEET, f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode())


def far_cell(reference: str) -> bytes:
    sheet = f'<worksheet><sheetData><row r="1"><c r="{reference}"><v>1</v></c></row></sheetData></worksheet>'
    return with_part(book(["a"]), SHEET, sheet.encode())


def bomb() -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(book(["a"]))) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
        with new.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(500):
                part.write(b" " * 1024 * 1024)
    return output.getvalue()


WORKBOOK = as_workbook(SCORECARD)
# What the file is, the file, its name, and words of what the person is told.
BROKEN: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("empty", lambda: b"", "july.csv", "This file is empty"),
    ("blank lines", lambda: b"\n\n,,,\n", "july.csv", "This file is empty"),
    ("only headings", lambda: HEADER.encode(), "july.csv", "no rows below"),
    ("no headings", lambda: b"1,2,3\n4,5,6\n", "july.csv", "values, not headings"),
    ("a PDF", lambda: PDF, "july.csv", "is a PDF"),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n\x00", "july.xlsx", "is a picture"),
    ("a web page", lambda: b"<!doctype html><table></table>", "july.csv", "is a web page"),
    ("a Word document", lambda: archive("word/document.xml"), "july.xlsx", "is a Word document"),
    ("a zip of files", lambda: archive("july.csv"), "july.zip", "is a zip archive"),
    ("a compressed file", lambda: b"\x1f\x8b\x08\x00", "july.csv", "compressed archive"),
    ("Excel's old format", lambda: ole("Workbook"), "july.xls", "old format (.xls)"),
    ("a password", lambda: ole("EncryptionInfo", "EncryptedPackage"), "july.xlsx", "protected with a password"),
    ("bytes", lambda: bytes(range(256)), "july.csv", "is not text"),
    ("letters of no encoding", lambda: b"area,indicator\n\x81,\x8d\n", "july.csv", "letters in this file cannot be read"),
    ("another ending", lambda: scorecard(), "july.dat", "cannot be read here"),
    ("cut short at the start", lambda: WORKBOOK[:200], "july.xlsx", "damaged or was cut short"),
    ("cut short at the end", lambda: WORKBOOK[:-100], "july.xlsx", "damaged or was cut short"),
    ("nonsense inside", lambda: with_part(WORKBOOK, "xl/workbook.xml", b"<workbook><sheets"), "july.xlsx", "damaged"),
    ("a zip bomb", bomb, "july.xlsx", "unpacks to more than 400 MB"),
    ("a million columns", million_columns, "july.xlsx", "at most 256 can be read"),
    ("a million columns of text", lambda: b"," * 1_000_000 + b"a\n1\n", "july.csv", "at most 256 columns can be read"),
    ("a cell in the last column", lambda: far_cell("XFD1"), "july.xlsx", "at most 256 can be read"),
    ("a cell in the last row", lambda: far_cell("A1048576"), "july.xlsx", "at most 700,000 rows"),
    ("only hidden sheets", lambda: scorecard_book(1, hidden), "july.xlsx", "no visible sheet with anything in it"),
    ("a chart and no sheet", lambda: book(), "july.xlsx", "no visible sheet with anything in it"),
    ("an open quotation mark", lambda: scorecard_file('Demand,2,"Referral starts'), "july.csv", "quotation mark"),
    ("a comma too many", lambda: scorecard_file(row("3,808", sn="579.3")), "july.csv", "quotation marks"),
    ("a heading twice", lambda: (HEADER + ",current\n" + row() + ",1").encode(), "july.csv", "Each heading can be used once"),
    ("a heading twice in other letters", lambda: (HEADER + ",CURRENT\n" + row() + ",1").encode(), "july.csv", "Each heading can be used"),
    ("a column missing", lambda: b"area,indicator,unit,current\nDemand,x,number,1\n", "july.csv", "needs a column for current_period"),
    ("a window of five months", lambda: b"indicator,unit,Aug 22 - Dec 22\nReferrals,number,1\n", "july.csv", "is not six months"),
    ("a date in the figure", lambda: scorecard_book(date(2023, 7, 1)), "july.xlsx", "should be a number"),
    ("a formula without a result", lambda: scorecard_book("=1+"), "july.xlsx", "A formula has no result stored"),
    ("a formula that failed", lambda: scorecard(current="#REF!"), "july.csv", "should be a number"),
    ("text in the figure", lambda: scorecard(current="about 3800"), "july.csv", "should be a number"),
    ("two numbers in the figure", lambda: scorecard(current="193 (20.5%)"), "july.csv", "should be a number"),
    ("a percentage of a count", lambda: scorecard(current="12%"), "july.csv", "unit is not percent"),
    ("below nothing", lambda: scorecard(current="-3"), "july.csv", "cannot be below 0"),
    ("too large", lambda: scorecard(current="9" * 20), "july.csv", "too large to be right"),
    ("a period in 2203", lambda: scorecard(month="2203-07"), "july.csv", "has not come yet"),
    ("a period in 1823", lambda: scorecard(month="1823-07"), "july.csv", "too long ago"),
    ("a thirteenth month", lambda: scorecard(month="2023-13"), "july.csv", "a month as 2023-06"),
    ("months in the wrong order", lambda: scorecard(before=("2023-08", "1")), "july.csv", "must come before"),
    ("an unknown unit", lambda: scorecard(unit="furlongs"), "july.csv", "is not a unit that is used here"),
    ("two units for one indicator", lambda: text(LONG, f"{NAME},number,2023-07,1", f"{NAME},percent,2023-07,2"), "july.csv", "this unit"),
    ("an unknown indicator", lambda: scorecard(name="Unicorns"), "july.csv", "no indicator of this name"),
    ("another area", lambda: scorecard(area="Outcomes"), "july.csv", "belongs to Demand"),
    ("a status of 7", lambda: scorecard(status="7"), "july.csv", "is not a status"),
    ("the same row twice, otherwise", lambda: scorecard_file(row(), row("3900")), "july.csv", "has the same indicator"),
    ("a percentage over 100 by its format", lambda: scorecard_book(38.08, as_percentage), "july.xlsx", "not percent"),
    ("a year of two digits", lambda: text(LAIT, "LAC,22,343,Sefton,North West,,90"), "lait.csv", "should be a year"),
    ("years that do not follow", lambda: text(EES, "202124,Reporting year,National,,,,3"), "ees.csv", "do not follow"),
    ("an unknown level", lambda: text(EES, "2024,Reporting year,Galaxy,,,,3"), "ees.csv", "National, Regional or Local authority"),
    ("a council without a number", lambda: text(NEIGHBOURS, "2021-04,Sefton,Sefton,1,344,Close"), "n.csv", "council’s number"),
    ("a rank of nothing", lambda: text(NEIGHBOURS, "2021-04,343,Sefton,0,344,Close"), "n.csv", "whole number from 1"),
]
