"""The tables of the feedback on an audit."""

from collections.abc import Iterable
from typing import Any

from audits.pages.summary import StageGradeRow
from foundation.documents import AnyRow, Cell, CellKind, Column, Table


def actions_table(actions: Iterable[Any]) -> Table:
    columns = [Column("Action"), Column("Owner"), Column("Due", nowrap=True), Column("State")]
    rows: list[AnyRow] = [
        [each.what, str(each.owner or "Nobody yet"), each.due, Cell(each.get_state_display(), CellKind.STATE)] for each in actions
    ]
    return Table("Actions from this audit", columns, rows)


def grades_table(rows: Iterable[StageGradeRow]) -> Table:
    """The agreed grades, each in its long wording where it first stands."""
    cells: list[AnyRow] = [[row.name, Cell(row.after, CellKind.GRADE_IN_FULL if row.in_full else CellKind.GRADE)] for row in rows]
    return Table("Agreed grades", [Column("Area of practice", names_row=True), Column("Grade")], cells)
