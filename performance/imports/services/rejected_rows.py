"""The rows of a file that cannot be taken, as a sheet to be corrected and sent again."""

import datetime
from dataclasses import replace
from io import BytesIO

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.documents import CellValue, Table, plain_table
from foundation.sheets import Cell, Sheet, clean_text
from performance.imports.reading import REASONS, Asked, plain_number, read_file, read_sheets_as
from performance.models import Mapping, Upload
from performance.permissions import can_use

from .uploads import NOT_YOURS, read_as

AS_IN_FILE = "An empty cell is empty in the file too."


def rejected_rows(*, actor: Person, upload: Upload) -> list[Table]:
    """The rows that cannot be taken, as they stand in the file, each with what is wrong: to be corrected and sent again.

    They are on the sheet on which the file's mapping looks for them; where several sheets were read, on a sheet each.
    """
    require(can_use, actor, upload, why=NOT_YOURS)
    content, mapping = bytes(upload.content), read_as(upload)
    sheets, _ = read_sheets_as(BytesIO(content), upload.file_name, mapping)
    reading = read_file(BytesIO(content), upload.file_name, mapping, model=upload.neighbour_model)
    why: dict[tuple[str, int], list[str]] = {}
    for each in reading.refusals:
        why.setdefault((each.sheet, each.row), []).append(f"{each.column}: {each.reason}")
    percentages: frozenset[tuple[int, str]] = getattr(reading, "fractions", frozenset())
    if len(sheets) == 1:
        return [_rejected(sheets[0], {row: said for (_, row), said in why.items()}, percentages, mapping)]
    by_sheet = [(sheet, {row: said for (name, row), said in why.items() if name == sheet.name}) for sheet in sheets]
    return [replace(_rejected(sheet, said, frozenset(), mapping), caption=sheet.name) for sheet, said in by_sheet if said]


def _rejected(sheet: Sheet, why: dict[int, list[str]], percentages: frozenset[tuple[int, str]], mapping: Asked) -> Table:
    rows = [
        [*(_as_it_stands(row.get(heading), (row.number, heading) in percentages) for heading in sheet.header), " ".join(why[row.number])]
        for row in sheet.rows
        if row.number in why
    ]
    header = [*sheet.header, REASONS]
    name = mapping.sheet if isinstance(mapping, Mapping) and mapping.sheet else "Rejected rows"
    return plain_table(name, header, rows, blanks=AS_IN_FILE)


def _as_it_stands(cell: Cell, is_fraction: bool) -> CellValue:
    """A workbook's 0.665 that means 66.5% says so by itself here, where there may be too few others to tell by."""
    if is_fraction and (number := plain_number(cell)) is not None:
        return f"{clean_text(float(number * 100))}%"
    return str(cell) if isinstance(cell, (datetime.time, datetime.timedelta)) else cell
