"""Agreement in audits moderated at random apart from those chosen by a rule: only the former speak for all audits."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from audits.enums import ChosenBy, Stage
from audits.tool.queries import domain_lines
from foundation.sheets import OutCell, OutSheet
from foundation.statistics import Directions, directions
from insight.calculations import Share

from .agreement import OTHER, Counted, before_moderation, beside, table_of_pairs
from .distributions import in_order_of_lines

AT_RANDOM, BY_RULE, IN_FULL, ALL = "Drawn at random", "Chosen by a rule", "Every audit moderated", "All"
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
    """`columns` are the ways in which audits of these months came to be moderated, then all of them together."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[ChosenCell]]]

    @property
    def tells_apart(self) -> bool:
        """Whether any audit was chosen by rule or drawn; otherwise there is one column and nothing to compare."""
        return len(self.columns) > 1 or AT_RANDOM in self.columns or BY_RULE in self.columns


def agreement_by_choice(first: datetime.date, last: datetime.date, hidden: Iterable[datetime.date], overall_name: str) -> ChosenTable:
    """The auditor's grade beside the moderator's own, of the overall judgement first and each domain."""
    fields = ("domain", "audit__moderation_choice__chosen_by", "grade", OTHER)
    counted = beside(before_moderation(first, last, hidden), Stage.MODERATOR).values_list(*fields).annotate(Count("pk"))
    lines = domain_lines()
    found: dict[str, dict[str, Counted]] = {overall_name: {}}
    for domain, chosen_by, was, own, count in in_order_of_lines(counted, lines, domain_at=0):
        ways = found.setdefault(lines[domain].name if domain else overall_name, {})
        for way in (way_of(chosen_by), ALL):
            ways.setdefault(way, Counter())[was, own] += count
    columns = [way for way in (AT_RANDOM, BY_RULE, IN_FULL) if any(way in ways for ways in found.values())]
    shown = _with_all(columns)
    return ChosenTable(shown, [(name, _cells(ways, shown)) for name, ways in found.items()])


def way_of(chosen_by: str | None) -> str:
    """An audit without a choice is of a month that is moderated in full."""
    if chosen_by is None:
        return IN_FULL
    return AT_RANDOM if chosen_by == ChosenBy.RANDOM else BY_RULE


def chosen_sheet(table: ChosenTable) -> OutSheet:
    rows: list[list[OutCell]] = [
        [name, cell.name, cell.moves.n, cell.same.count, cell.same.percent, cell.moves.up, cell.moves.down]
        for name, cells in table.rows
        for cell in cells
    ]
    return OutSheet("Random and chosen", HEADER, rows)


def _with_all(columns: Sequence[str]) -> list[str]:
    return [*columns, ALL] if len(columns) > 1 else list(columns)


def _cells(ways: Mapping[str, Counted], columns: Sequence[str]) -> list[ChosenCell]:
    return [ChosenCell(way, directions(table_of_pairs(ways.get(way, Counter())))) for way in columns]
