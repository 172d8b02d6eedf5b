"""The Analysis Function's checklist for accessible spreadsheets, asked of an Excel workbook as it is in the file.

`faults_of` says what is wrong. What the product does otherwise on purpose has a name in `DEVIATIONS` and is in no fault; the how-to
docs/how-to/use/take-the-figures-elsewhere.md lists the same names.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks import opened

CHART, EMPTY_TABLE = "Charts", "A row without words"
DEVIATIONS = {CHART, EMPTY_TABLE}
FRONT = ["Cover", "Contents"]
NOT_OURS = re.compile(r"vbaProject|externalLinks|comments|media/|printerSettings|vmlDrawing")
DEFAULT_NAME = re.compile(r"(sheet|table|chart)\s?\d*", re.IGNORECASE)
SYMBOLS = re.compile(r"[*†‡§¹²³⁰-⁹]")
NOTE = re.compile(r"\[note \d+\]")
LINK_COLOUR = "FF0563C1"
NARROWEST, WIDEST, WIDEST_ALONE = 8, 60, 100


def faults_of(content: bytes) -> list[str]:
    """What the checklist finds, each with its sheet."""
    book = opened(content)
    found = [f"the file holds {name}" for name in zipfile.ZipFile(BytesIO(content)).namelist() if NOT_OURS.search(name)]
    found += [*_about_the_file(book), *_about_its_parts(book)]
    return found + [f"{page.title}: {fault}" for page in book.worksheets for fault in _about_a_sheet(page)]


def deviations_in(content: bytes) -> set[str]:
    """The named deviations that the workbook makes use of."""
    pages = opened(content).worksheets
    return {CHART for page in pages if page._charts} | {EMPTY_TABLE for page in pages if not page._charts and _has_no_rows(page)}


def _about_the_file(book: Workbook) -> Iterator[str]:
    properties = book.properties
    if not (properties.title and properties.creator and properties.language == "en-GB"):
        yield "title, author or language is missing"
    if book.active is not book.worksheets[0] or book.active.sheet_view.selection[0].activeCell != "A1":
        yield "the cursor is not in A1 of the first sheet"
    if book.defined_names:
        yield "it has named ranges"
    if len({name.casefold() for name in book.sheetnames}) < len(book.sheetnames) or any(map(DEFAULT_NAME.fullmatch, book.sheetnames)):
        yield f"its sheets have no names of their own: {book.sheetnames}"


def _about_its_parts(book: Workbook) -> Iterator[str]:
    """Cover, contents and notes, where there are several tables."""
    told = {note for page in book.worksheets for note in NOTE.findall(str(page["A1"].value))}
    kept = {row[0].value for row in book["Notes"].iter_rows(min_row=3)} if "Notes" in book.sheetnames else set()
    if told != kept:
        yield f"titles name {sorted(told)} and the notes are {sorted(kept)}"
    if book.sheetnames[:2] != FRONT:
        if any(name in FRONT for name in book.sheetnames):
            yield "the cover and the contents are not in front"
        return
    listed = [cell.value for cell in book["Contents"]["A"][2:]]
    leads = [cell.hyperlink and cell.hyperlink.location for cell in book["Contents"]["A"][2:]]
    if listed != book.sheetnames[2:] or leads != ["'{}'!A1".format(name.replace("'", "''")) for name in listed]:
        yield f"the contents lead to {leads}"


def _about_a_sheet(page: Worksheet) -> Iterator[str]:
    yield from _about_the_look(page)
    if page["A1"].data_type != "s" or page["A1"].style != "Heading 1":
        yield "no title in A1"
    above = _above(page)
    if any(cell.value is not None for row in above for cell in row[1:]) or any(row[0].data_type != "s" for row in above):
        yield "above the table is more than words in column A"
    if page._charts:
        yield from _about_a_chart(page)
    else:
        yield from _about_a_table(page)


def _about_the_look(page: Worksheet) -> Iterator[str]:
    if page.sheet_state != "visible" or any(each.hidden for each in [*page.row_dimensions.values(), *page.column_dimensions.values()]):
        yield "something is hidden"
    if page.freeze_panes or page.auto_filter.ref or page.merged_cells.ranges:
        yield "panes are frozen, or there are filters or merged cells"
    if page._images or page.conditional_formatting or page.data_validations.dataValidation:
        yield "it has pictures or rules of its own"
    margins = (page.oddHeader, page.oddFooter, page.evenHeader, page.evenFooter, page.firstHeader, page.firstFooter)
    if any(part.text for each in margins for part in (each.left, each.center, each.right)):
        yield "it has headers or footers"
    yield from _about_the_look_of_cells(page)


def _about_the_look_of_cells(page: Worksheet) -> Iterator[str]:
    for cell in (cell for row in page.iter_rows() for cell in row if cell.value is not None):
        if cell.fill.fill_type or cell.font.vertAlign or cell.data_type == "f":
            yield f"{cell.coordinate} has a fill, a raised letter or a formula"
        colour = cell.font.color.rgb if cell.font.color is not None and cell.font.color.type == "rgb" else None
        if colour is not None and (colour != LINK_COLOUR or cell.hyperlink is None):
            yield f"{cell.coordinate} is told by colour"
        if cell.hyperlink and str(cell.value).startswith(("http", "#", "'")):
            yield f"the link in {cell.coordinate} is no words"


def _about_a_table(page: Worksheet) -> Iterator[str]:
    if len(page.tables) != 1:
        yield f"{len(page.tables)} tables"
        return
    (table,) = page.tables.values()
    rows = page[table.ref]
    (first, *_), *_ = rows
    if first.column != 1 or first.row != len(_above(page)) + 1:
        yield "the table does not begin in column A under what is said of it"
    if (rows[-1][-1].row, rows[-1][-1].column) != (max(page.max_row, first.row + 1), page.max_column):
        yield "something is below the table or beside it"
    if table.autoFilter or (table.tableStyleInfo and table.tableStyleInfo.name):
        yield "the table is filtered or styled"
    yield from _about_headings(rows[0])
    yield from _about_cells(page, rows)
    for letter, width in ((cell.column_letter, page.column_dimensions[cell.column_letter].width) for cell in rows[0]):
        if not NARROWEST <= width <= (WIDEST_ALONE if len(rows[0]) == 1 else WIDEST) + 1:
            yield f"column {letter} is {width} wide"


def _about_headings(headings: tuple[Cell, ...]) -> Iterator[str]:
    said = [cell.value for cell in headings]
    if any(not isinstance(text, str) or not text.strip() or "\n" in text for text in said):
        yield f"a heading is missing or in lines: {said}"
    if len({str(text).casefold() for text in said}) < len(said) or any(SYMBOLS.search(str(text)) for text in said):
        yield f"headings are not told apart, or have symbols: {said}"
    if any(not cell.font.b or not cell.alignment.wrap_text for cell in headings):
        yield "headings are not bold and wrapped"


def _about_cells(page: Worksheet, rows: tuple[tuple[Cell, ...], ...]) -> Iterator[str]:
    below = rows[1:]
    if _has_no_rows(page):
        if len(_above(page)) < 2:
            yield "an empty table says nothing"
        return
    for row in below:
        if all(cell.value is None for cell in row):
            yield f"row {row[0].row} is blank"
    if any(cell.value is None for row in below for cell in row) and "empty cell" not in " ".join(_lines(page)).casefold():
        yield "empty cells are not explained"
    unwrapped = [cell.coordinate for row in below for cell in row if cell.data_type == "s" and not cell.alignment.wrap_text]
    if unwrapped:
        yield f"text is not wrapped in {unwrapped[:3]}"


def _about_a_chart(page: Worksheet) -> Iterator[str]:
    """A sheet of its own for one chart, which says in words what it shows and leads to its table."""
    if len(page._charts) != 1 or page.tables or not page.title.startswith("Chart"):
        yield "a chart shares its sheet, or its sheet does not say that it is one"
    if len(_lines(page)) < 2 or not any(cell.hyperlink for cell in page["A"]):
        yield "the chart is not said in words, or does not lead to its table"


def _has_no_rows(page: Worksheet) -> bool:
    (table,) = page.tables.values()
    _, *below = page[table.ref]
    return len(below) == 1 and all(cell.value is None for cell in below[0])


def _above(page: Worksheet) -> list[tuple[Cell, ...]]:
    """The rows above the table; of a sheet without one all of them."""
    top = min((page[table.ref][0][0].row for table in page.tables.values()), default=page.max_row + 1)
    return list(page.iter_rows(max_row=top - 1))


def _lines(page: Worksheet) -> list[str]:
    return [str(row[0].value) for row in _above(page)[1:]]
