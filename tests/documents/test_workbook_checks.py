"""The checker of workbooks finds what it is for: each fault put into a workbook that had none."""

import pytest
from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Font, PatternFill

from foundation.documents import Table, Workbook, plain_table, write_xlsx
from tests.workbook_checks import DEVIATIONS, EMPTY_TABLE, deviations_in, faults_of
from tests.workbooks import opened, saved

TABLES = [
    Table("Grades", plain_table("", ["Grade", "Audits"], []).columns, [["Good", 5], ["Outstanding", None]], notes=["Each is rounded."]),
    plain_table("Actions", ["Action", "Owner"], [["Call", "Kim"]]),
]
GOOD = write_xlsx(Workbook("Our audits", "Anytown City Council", TABLES, [("Council", "Anytown City Council")]))


def change(**attributes):
    """A change of the first cell of the table of grades."""
    return lambda book: [setattr(book["Grades"]["A4"], name, value) for name, value in attributes.items()]


def put(page: str, place: str, value):
    return lambda book: book[page].__setitem__(place, value)


def move(name: str):
    return lambda book: book.move_sheet(name, -2)


BROKEN = {
    "frozen": lambda book: setattr(book["Grades"], "freeze_panes", "A4"),
    "filtered": lambda book: setattr(book["Grades"].auto_filter, "ref", "A3:B5"),
    "merged": lambda book: book["Grades"].merge_cells("A1:B1"),
    "a hidden row": lambda book: setattr(book["Grades"].row_dimensions[4], "hidden", True),
    "a hidden column": lambda book: setattr(book["Grades"].column_dimensions["B"], "hidden", True),
    "a hidden sheet": lambda book: setattr(book["Grades"], "sheet_state", "hidden"),
    "a sheet without a name": lambda book: setattr(book["Grades"], "title", "Sheet1"),
    "a title that is no heading": lambda book: setattr(book["Grades"]["A1"], "style", "Normal"),
    "no title": put("Grades", "A1", None),
    "something beside a line": put("Grades", "B2", "as well"),
    "something below the table": put("Grades", "A9", "Source: ours"),
    "something beside the table": put("Grades", "D4", 5),
    "an empty cell unexplained": put("Grades", "A2", "These are grades."),
    "a formula": put("Grades", "B4", "=1+1"),
    "a fill": change(fill=PatternFill("solid", "FFFF00")),
    "a colour": change(font=Font(color="FFFF0000")),
    "a raised letter": change(font=Font(vertAlign="superscript")),
    "text not wrapped": change(alignment=Alignment(wrap_text=False)),
    "a note nobody keeps": put("Grades", "A1", "Grades [note 2]"),
    "a footer": lambda book: setattr(book["Grades"].oddFooter.center, "text", "Page 1"),
    "no author": lambda book: setattr(book.properties, "creator", ""),
    "no language": lambda book: setattr(book.properties, "language", None),
    "no table": lambda book: book["Grades"].tables.clear(),
    "the cursor elsewhere": lambda book: setattr(book, "active", 2),
    "contents that leave one out": put("Contents", "A5", "Others"),
    "the cover behind": move("Contents"),
    "a narrow column": lambda book: setattr(book["Grades"].column_dimensions["A"], "width", 3),
}


@pytest.mark.parametrize("how", BROKEN)
def test_each_fault_is_found(how):
    book: Book = opened(GOOD)
    BROKEN[how](book)

    assert faults_of(saved(book)) != []


def test_a_workbook_as_we_write_it_has_none():
    assert (faults_of(GOOD), faults_of(saved(opened(GOOD))), deviations_in(GOOD)) == ([], [], set())


def test_a_table_without_rows_is_a_deviation_with_a_name():
    empty = write_xlsx(Workbook("Nothing", "Anytown City Council", [plain_table("Nothing", ["a"], [])]))

    assert (faults_of(empty), deviations_in(empty)) == ([], {EMPTY_TABLE})
    assert EMPTY_TABLE in DEVIATIONS
