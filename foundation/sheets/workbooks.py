"""XLSX through calamine, which trusts what it opens: so the archive is measured first, and opened in a process of its own."""

from datetime import date, datetime
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from foundation.sheets.error_cells import Place, error_cells
from foundation.sheets.sheet import Cell, UnreadableFile

_NAMED_AT_ONCE = 5
_UNFINISHED = "A formula has no result stored in"
DAMAGED = "This workbook is damaged and cannot be opened. Open it in Excel, save it again and try again."


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


def read_workbook(content: bytes, wanted: str = "", *, need_results: bool = False) -> tuple[list[list[Cell]], list[str]]:
    """Every row of the first visible sheet that holds anything, or of the one that is ``wanted``, and notes of what was understood.

    The workbook was measured.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        names = _visible(workbook)
        if wanted and wanted not in names:
            raise UnreadableFile(f"This workbook has no visible sheet “{wanted}”. It has {', '.join(f'“{name}”' for name in names)}.")
        for name in [wanted] if wanted else names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height and sheet.total_width:
                rows = sheet.to_python(skip_empty_area=False)
                notes = [f"The sheet “{name}” was read; the other sheets were not."] if len(workbook.sheet_names) > 1 else []
                grid = [[_value(cell) for cell in row] for row in rows]
                errors, unfinished = error_cells(content, name)
                if unfinished and need_results:
                    raise UnreadableFile(f"{_UNFINISHED} {_some(unfinished)}. Open the workbook in Excel, save it again and try again.")
                return grid, notes + _put_errors_back(grid, errors, unfinished)
    except CalamineError as error:
        raise UnreadableFile(DAMAGED) from error
    raise UnreadableFile("This workbook has no visible sheet with anything in it. Check that you chose the right one.")


def _put_errors_back(grid: list[list[Cell]], errors: dict[Place, str], unfinished: list[str]) -> list[str]:
    """Errors as the spreadsheet shows them, save in rows of formulas that were filled down below the table and hold nothing else."""
    held = {row for row in {row for row, _ in errors} if row < len(grid) and any(cell != "" for cell in grid[row])}
    for (row, column), error in errors.items():
        if row in held and column < len(grid[row]):
            grid[row][column] = error
    if not unfinished:
        return []
    return [f"{_UNFINISHED} {_some(unfinished)}, so it was read as blank. Open the workbook in Excel and save it again."]


def _some(places: list[str]) -> str:
    return ", ".join(places[:_NAMED_AT_ONCE]) + (" and others" if len(places) > _NAMED_AT_ONCE else "")


def _value(cell: Cell) -> Cell:
    """Every number in a workbook is stored as a fraction, and every date with a time: give back what the person typed."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime) and cell == datetime(cell.year, cell.month, cell.day):
        return date(cell.year, cell.month, cell.day)
    return cell
