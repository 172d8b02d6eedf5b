"""XLSX through calamine, which trusts what it opens: so the archive is measured first, and opened in a process of its own."""

from datetime import date, datetime
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from foundation.sheets.markup import Markup, markup_of
from foundation.sheets.number_formats import divides, shown
from foundation.sheets.opened import DAMAGED, NOTHING_IN_IT, Opened, is_table, notes_of_sheets, require_sheet, some
from foundation.sheets.sheet import Cell, UnreadableFile, column_letters

_UNFINISHED = "A formula has no result stored in"


def sheet_names(content: bytes) -> list[str]:
    """The visible sheets of a workbook that was measured."""
    try:
        return _visible(CalamineWorkbook.from_filelike(BytesIO(content)))
    except CalamineError as error:
        raise UnreadableFile(DAMAGED) from error


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _hidden(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]


def read_workbook(content: bytes, wanted: str = "", *, need_results: bool = False) -> Opened:
    """The sheet that is ``wanted``, or the first visible one that is a table, with notes of what was understood.

    Numbers that their format shows as a percentage are given as such text: 0.665 in 0.0% is “66.5%”. The workbook was measured.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        names = _visible(workbook)
        require_sheet(wanted, names)
        name, grid = _first_table(workbook, [wanted] if wanted else names)
    except CalamineError as error:
        raise UnreadableFile(DAMAGED) from error
    markup = markup_of(content, name)
    if markup.unfinished and need_results:
        raise UnreadableFile(f"{_UNFINISHED} {some(markup.unfinished)}. Open the workbook in Excel, save it again and try again.")
    notes = notes_of_sheets(name, names, _hidden(workbook)) + _show(grid, markup) + _put_errors_back(grid, markup)
    return Opened(grid, notes, name, markup.merged, markup.hidden_rows, markup.hidden_columns)


def _first_table(workbook: CalamineWorkbook, names: list[str]) -> tuple[str, list[list[Cell]]]:
    """The first sheet with a table; where none has two columns, the first with anything in it."""
    first: tuple[str, list[list[Cell]]] | None = None
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.end is None:
            continue
        rows = sheet.to_python(skip_empty_area=False)
        found = name, [[_value(cell) for cell in row] for row in rows]
        if is_table(found[1]):
            return found
        first = first or found
    if first is None:
        raise UnreadableFile(NOTHING_IN_IT)
    return first


def _show(grid: list[list[Cell]], markup: Markup) -> list[str]:
    """Numbers as their formats show them; those that are shown in thousands or millions stay whole, which is said."""
    divided: dict[str, Cell] = {}
    for (row, column), code in markup.formats.items():
        if row < len(grid) and column < len(grid[row]):
            if divides(grid[row][column], code):
                divided[f"{column_letters(column)}{row + 1}"] = grid[row][column]
            grid[row][column] = shown(grid[row][column], code)
    if not divided:
        return []
    first = next(iter(divided.values()))
    return [f"Numbers that are shown in thousands or millions were read in full ({first:,}), in {some(list(divided))}."]


def _put_errors_back(grid: list[list[Cell]], markup: Markup) -> list[str]:
    """Errors as the spreadsheet shows them, save in rows of formulas that were filled down below the table and hold nothing else."""
    held = {row for row in {row for row, _ in markup.errors} if row < len(grid) and any(cell != "" for cell in grid[row])}
    for (row, column), error in markup.errors.items():
        if row in held and column < len(grid[row]):
            grid[row][column] = error
    if not markup.unfinished:
        return []
    return [f"{_UNFINISHED} {some(markup.unfinished)}, so it was read as blank. Open the workbook in Excel and save it again."]


def _value(cell: Cell) -> Cell:
    """Every number in a workbook is stored as a fraction, and every date with a time: give back what the person typed."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime) and cell == datetime(cell.year, cell.month, cell.day):
        return date(cell.year, cell.month, cell.day)
    return cell
