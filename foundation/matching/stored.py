"""A sheet that waits until somebody has said what its columns are, as JSON."""

import datetime
import math
from typing import Any

from foundation.sheets import Cell, Sheet, clean_text
from foundation.sheets.sheet import Rows
from foundation.versioned import VersionedJSON


def _sheet(stored: dict[str, Any]) -> Sheet:
    numbers, cells = [row[0] for row in stored["rows"]], [row[1:] for row in stored["rows"]]
    header = stored["header"]
    return Sheet(header, Rows(header, numbers, cells), stored["notes"], stored["header_number"], name=stored["name"])


WAITING_SHEET = VersionedJSON("a sheet that waits", {1: _sheet})


def sheet_as_json(sheet: Sheet) -> dict[str, Any]:
    """Numbers stay numbers; days and times become text as ISO has them."""
    rows = [[row.number, *(_plain(row.get(heading)) for heading in sheet.header)] for row in sheet.rows]
    header = list(sheet.header)
    return WAITING_SHEET.write(header=header, rows=rows, notes=sheet.notes, header_number=sheet.header_number, name=sheet.name)


def _plain(cell: Cell) -> str | int | float | bool:
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    # JSON has no word for what is no number.
    return cell if isinstance(cell, int) or (isinstance(cell, float) and math.isfinite(cell)) else clean_text(cell)
