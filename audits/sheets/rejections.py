"""The table of cells that cannot be taken, on every page that reads a sheet of audits."""

from collections.abc import Iterable

from audits.sheets.rows import Rejection
from foundation.documents import AnyRow, Cell, Column, Table

LONGEST = 80


def rejections_table(rejected: Iterable[Rejection], *, more: int = 0) -> Table:
    """`more` are not shown."""
    columns = [Column("Row", numeric=True), *(Column(heading) for heading in ("Column", "Value", "What is wrong"))]
    rows: list[AnyRow] = [[Cell(each.row, text=str(each.row)), each.column, _shortened(each.value), each.reason] for each in rejected]
    return Table("Refused", columns, rows, notes=[f"And {more} more."] if more else [])


def _shortened(value: str) -> str:
    text = str(value) or "blank"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
