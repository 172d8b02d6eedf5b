"""Tables of plain counts: actions by what raised them, observations, and tables of a kind that is not known here. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from foundation.documents import Table
from reports.content import Document
from reports.enums import WhyHidden
from reports.rendering.chart_figures import number_in, shown_cells

from .groups import tables_in
from .hiding import OpenTable, numeric_columns, whole_number_in
from .rules import CONFIDENTIAL, AudienceRules

# Of the columns of actions, each with those that it is a part of, by their headings.
_PARTS = {
    "Of those, on time": ("Closed",),
    "Judged effective": ("Closed",),
    "Judged not effective": ("Closed",),
    "Overdue now": ("Open now", "Overdue by first date"),
    "Overdue by first date": ("Open now",),
    "To be verified now": ("Open now",),
}
_NEVER_ALONE = ("Judged effective", "Judged not effective", "Overdue now", "Overdue by first date", "To be verified now")
# What is so on a day, where the others happened in a period.
_ON_A_DAY = ("Open now", "Overdue now", "Overdue by first date", "To be verified now")
CellKey = tuple[str, ...]


class Overlap(IntEnum):
    """How the period of an earlier report lies to that of this one: apart, partly or wholly within, or the same."""

    NONE = 0
    PARTLY = 1
    SAME = 2


@dataclass(frozen=True)
class EarlierCells:
    """The counts of one report's content, and which of them an audience was shown."""

    document: Document
    variant: Document
    overlap: Overlap = Overlap.NONE

    @cached_property
    def counts(self) -> dict[CellKey, tuple[int, bool]]:
        shown = {key: text != CONFIDENTIAL for key, text in _cells_of(self.variant)}
        found = ((key, whole_number_in(text)) for key, text in _cells_of(self.document))
        return {key: (count, shown.get(key, False)) for key, count in found if count is not None}


def _cells_of(document: Document) -> Iterator[tuple[CellKey, str]]:
    for section, table in tables_in(document.sections):
        for row in shown_cells(table):
            yield from ((_key(section, table, row, column), text) for column, text in enumerate(row))


def _key(section: str, table: Table, row: Sequence[str], column: int) -> CellKey:
    """The same in every report: by what names the row, not by the period in the caption, of which one may lie within another."""
    numeric = set(numeric_columns(table.columns))
    return (section, *(text for at, text in enumerate(row) if at not in numeric), table.header[column])


class _Counts:
    """The counts of an open table, and what an audience was shown of them before."""

    def __init__(self, opened: OpenTable, rules: AudienceRules, earlier: Sequence[EarlierCells]):
        self.opened, self.rules, self.earlier = opened, rules, earlier
        self.columns = numeric_columns(opened.table.columns)
        self.rows = range(len(opened.rows))
        self.cells = [(row, column) for row in self.rows for column in self.columns]

    def of(self, row: int, heading: str) -> int | None:
        return whole_number_in(self.opened.rows[row][self.opened.header.index(heading)].shown)

    def before(self, row: int, column: int, *, at_least: Overlap = Overlap.NONE) -> list[tuple[int, bool]]:
        texts = [cell.shown for cell in self.opened.rows[row]]
        key = _key(self.opened.section, self.opened.table, texts, column)
        return [each.counts[key] for each in self.earlier if each.overlap >= at_least and key in each.counts]

    def may_stand_beside(self, row: int, column: int) -> bool:
        """Whether a count that is shown beside earlier ones gives nothing away by subtraction."""
        count = whole_number_in(self.opened.rows[row][column].shown)
        if count is None:
            return False
        then = [was for was, was_shown in self.before(row, column) if was_shown]
        return not any(self.rules.is_small_change(count, was) for was in then)

    def may_be_summed_beside(self, row: int, column: int) -> bool:
        """The same of what was counted over a period, of which an earlier one may be a part; and of what is so on a day: with what was
        opened since it would tell what was closed.
        """
        count = whole_number_in(self.opened.rows[row][column].shown)
        if self.opened.header[column] in _ON_A_DAY:
            return all(was == count for was, was_shown in self.before(row, column) if was_shown)
        if any(each.overlap == Overlap.PARTLY for each in self.earlier):
            return False
        then = [was for was, was_shown in self.before(row, column, at_least=Overlap.SAME) if was_shown]
        return count is not None and not any(self.rules.is_small_change(count, was) for was in then)

    def none_was_hidden(self, at_least: Overlap = Overlap.NONE) -> bool:
        return all(was_shown for cell in self.cells for _, was_shown in self.before(*cell, at_least=at_least))


def hide_actions(opened: OpenTable, rules: AudienceRules, earlier: Sequence[EarlierCells]) -> None:
    """Whole where each count and what it leaves of another is safe; else of all actions together what is."""
    counts = _Counts(opened, rules, earlier)
    if _all_is_safe(counts, rules):
        _round(opened, counts.cells, rules)
        return
    last = len(opened.rows) - 1
    kept = [column for column in counts.columns if _may_stay(counts, last, column, rules)]
    for row in counts.rows[:-1]:
        opened.hide(row, counts.columns, WhyHidden.SMALL)
    opened.hide(last, [column for column in counts.columns if column not in kept], WhyHidden.SMALL)
    _round(opened, [(last, column) for column in kept], rules)


def _all_is_safe(counts: _Counts, rules: AudienceRules) -> bool:
    are_safe = all(_part_is_safe(counts, *cell, rules.is_safe) and counts.may_be_summed_beside(*cell) for cell in counts.cells)
    return are_safe and counts.none_was_hidden(Overlap.SAME)


def _may_stay(counts: _Counts, row: int, column: int, rules: AudienceRules) -> bool:
    """Of all actions together a count that is neither nought nor small; a part of one only where that stays and what it leaves is safe too.
    Of two parts of one, such as judged effective and judged not, neither.
    """
    heading = counts.opened.header[column]
    count = counts.of(row, heading)
    if heading in _NEVER_ALONE or count is None or count < max(rules.fewest, 1) or not counts.may_be_summed_beside(row, column):
        return False
    wholes = [counts.opened.header.index(whole) for whole in _PARTS.get(heading, ())]
    return _part_is_safe(counts, row, column, rules.is_safe) and all(_may_stay(counts, row, whole, rules) for whole in wholes)


def _part_is_safe(counts: _Counts, row: int, column: int, is_safe: Callable[[int], bool]) -> bool:
    heading = counts.opened.header[column]
    count = counts.of(row, heading)
    if count is None or not is_safe(count):
        return False
    left = [whole - count for name in _PARTS.get(heading, ()) if (whole := counts.of(row, name)) is not None]
    if heading == "Judged not effective":
        left = [each - (counts.of(row, "Judged effective") or 0) for each in left]
    return all(map(is_safe, left))


def hide_observations(opened: OpenTable, rules: AudienceRules, earlier: Sequence[EarlierCells]) -> None:
    _whole_or_not(opened, rules, earlier, WhyHidden.SMALL)


def hide_unknown(opened: OpenTable, rules: AudienceRules, earlier: Sequence[EarlierCells]) -> None:
    """How its figures add up is not known: all of them are shown or none, and none where some are no counts."""
    _whole_or_not(opened, rules, earlier, WhyHidden.UNKNOWN)


def _whole_or_not(opened: OpenTable, rules: AudienceRules, earlier: Sequence[EarlierCells], why: WhyHidden) -> None:
    counts = _Counts(opened, rules, earlier)
    found = [whole_number_in(opened.rows[row][column].shown) for row, column in counts.cells]
    if all(count is not None and rules.is_safe(count) for count in found):
        if all(counts.may_stand_beside(*cell) for cell in counts.cells) and counts.none_was_hidden():
            _round(opened, counts.cells, rules)
            return
        why = WhyHidden.EARLIER
    for row in counts.rows:
        opened.hide(row, counts.columns, why)


def _round(opened: OpenTable, cells: Sequence[tuple[int, int]], rules: AudienceRules) -> None:
    for row, column in cells if rules.rounds else ():
        count = number_in(opened.rows[row][column].shown)
        if count is not None:
            opened.put(row, column, f"{rules.rounded(int(count)):,}")
