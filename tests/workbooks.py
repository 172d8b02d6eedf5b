"""Reading our own workbooks as a person's spreadsheet does: by the one marked-up table of a sheet."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Row = tuple[Any, ...]


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def saved(book: Workbook) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def table_on_sheet(page: Worksheet) -> list[Row]:
    """The headings, then each row. A table without rows has a blank one in the file, which is left out."""
    rows = [tuple(cell.value for cell in row) for row in _cells(page)]
    return [row for row in rows if any(value is not None for value in row)]


def table_in(content: bytes, sheet: str = "") -> list[Row]:
    """The table on the sheet of that name, else on the first."""
    book = opened(content)
    return table_on_sheet(book[sheet] if sheet else book.worksheets[0])


def cell_under(page: Worksheet, heading: str, row: int = 1) -> Cell:
    """The cell in a row, the first being 1, under a heading: to be read or corrected."""
    headings, *rows = _cells(page)
    return rows[row - 1][[cell.value for cell in headings].index(heading)]


def tables_of(content: bytes) -> dict[str, list[Row]]:
    """Every table of the workbook by the name of its sheet, without the cover, the contents and the notes."""
    return {page.title: table_on_sheet(page) for page in opened(content) if page.title not in ("Cover", "Contents", "Notes")}


def _cells(page: Worksheet) -> tuple[tuple[Cell, ...], ...]:
    (table,) = page.tables.values()
    return page[table.ref]
