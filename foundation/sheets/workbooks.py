"""XLSX through calamine, which trusts what it opens: so the archive is measured first."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from foundation.sheets.error_cells import Place, error_cells
from foundation.sheets.sheet import Cell, Limits, UnreadableFile

_CHUNK = 1024 * 1024
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,6})([0-9]{1,7})["']""")
_LONGEST_REFERENCE = 24
_NAMED_AT_ONCE = 5
_UNFINISHED = "A formula has no result stored in"
_DAMAGED = "This workbook is damaged and cannot be opened. Open it in Excel, save it again and try again."


def sheet_names(content: bytes, limits: Limits) -> list[str]:
    """The visible sheets of a workbook."""
    _measure(content, limits)
    try:
        return _visible(CalamineWorkbook.from_filelike(BytesIO(content)))
    except CalamineError as error:
        raise UnreadableFile(_DAMAGED) from error


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def read_workbook(content: bytes, limits: Limits, wanted: str = "", *, need_results: bool = False) -> tuple[list[list[Cell]], list[str]]:
    """Every row of the first visible sheet that holds anything, or of the one that is ``wanted``, and notes of what was understood."""
    _measure(content, limits)
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
        raise UnreadableFile(_DAMAGED) from error
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


def _measure(content: bytes, limits: Limits) -> None:
    """Refuse what would fill the memory once open: too much inside the archive, or cells too far apart.

    The archive's directory says how large each part is; reading every part through proves that it tells the truth.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > limits.unpacked_bytes:
                raise UnreadableFile(
                    f"This workbook unpacks to more than {limits.unpacked_bytes // 1024**2:,} MB, which is too large to open here. "
                    "Save only the sheet that is needed, as .csv, and try again."
                )
            if any(part.flag_bits & 0x1 for part in parts):
                raise UnreadableFile(
                    "This workbook is protected with a password. Open it in Excel, remove the password, save it and try again."
                )
            for part in parts:
                _measure_part(archive, part, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error


def _measure_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    widest = deepest = 0
    for chunk in _chunks(archive, part):
        if not is_sheet:
            continue
        references = _REFERENCE.findall(chunk)
        widest = max([widest, *map(_column_number, {column for column, _ in references})])
        deepest = max([deepest, *map(int, {row for _, row in references})])
    check_size(deepest, widest, limits)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part, unpacked piece by piece; each piece begins with the end of the last, lest a reference be cut in two."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_LONGEST_REFERENCE:]


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Refuse more rows, columns or cells than ``limits``; one row more is allowed, for the header."""
    if rows > limits.rows + 1:
        raise UnreadableFile(
            f"This sheet reaches down to row {rows:,}; at most {limits.rows:,} rows can be read. "
            "Delete the empty rows below the table, or split it, and try again."
        )
    if columns > limits.columns:
        raise UnreadableFile(
            f"This sheet has {columns:,} columns; at most {limits.columns:,} can be read. "
            "Delete the columns to the right of the table and try again."
        )
    if rows * columns > limits.cells:
        raise UnreadableFile(f"This sheet has {rows * columns:,} cells; at most {limits.cells:,} can be read. Split it and try again.")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
