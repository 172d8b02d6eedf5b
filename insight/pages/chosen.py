"""The table and the sheet of agreement by how an audit came to be moderated."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.documents import CellValue, Table, plain_table
from foundation.statistics import Directions
from insight.calculations import Share
from insight.enums import WayChosen
from insight.queries.chosen import ChosenMoves

from .agreement import OVERALL

HEADER = ("Judgement", "How chosen", "Graded by both (n)", "Same grade", "Same grade (%)", "Moderator’s better", "Moderator’s worse")


@dataclass(frozen=True)
class ChosenCell:
    """One judgement among audits chosen one way."""

    name: str
    moves: Directions

    @property
    def same(self) -> Share:
        return Share(self.moves.same, self.moves.n)

    @property
    def differed(self) -> str:
        return f"{self.moves.up} better, {self.moves.down} worse" if self.moves.up + self.moves.down else "none differed"


@dataclass(frozen=True)
class ChosenTable:
    """`tells_apart`: whether any audit was chosen by rule or drawn; otherwise there is one column and nothing to compare."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[ChosenCell]]]
    tells_apart: bool


def chosen_table(found: ChosenMoves) -> ChosenTable:
    columns = [str(way.label) for way in found.ways]
    rows = [
        (name or OVERALL, [ChosenCell(column, moves) for column, moves in zip(columns, by_way, strict=True)]) for name, by_way in found.rows
    ]
    return ChosenTable(columns, rows, tells_apart=not {WayChosen.AT_RANDOM, WayChosen.BY_RULE}.isdisjoint(found.ways))


def chosen_sheet(table: ChosenTable) -> Table:
    rows: list[list[CellValue]] = [
        [name, cell.name, cell.moves.n, cell.same.count, cell.same.percent, cell.moves.up, cell.moves.down]
        for name, cells in table.rows
        for cell in cells
    ]
    return plain_table("Random and chosen", HEADER, rows)
