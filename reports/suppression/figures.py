"""The tables of the council's indicators as one audience is shown them: whole by area, since how indicators add up is not stored. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from foundation.documents import Table
from reports.content import Document, ReportSection
from reports.enums import WhyHidden
from reports.rendering.chart_figures import LIMITS, number_in, shown_cells

from .groups import tables_in
from .hiding import Hidden, OpenTable, numeric_columns, whole_number_in
from .rules import CONFIDENTIAL, AudienceRules

NUMBER, SHARE = "Number", "%"
_INDICATOR, _UNIT, _STATUS = "Indicator", "Unit", "Status"
# Columns that are not our own figures of a period.
_NOT_OURS = re.compile(r"^(?:Statistical neighbours.*|Change|Change in|Target.*)$")
_OUT_OF, _AGAINST = "Out of", "against a year before"


@dataclass(frozen=True)
class FigureCellShown:
    """A figure of ours in one report: of which indicator, in which unit, for which period, and whether an audience was shown it."""

    label: str
    unit: str
    period: str
    text: str
    shown: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        return self.label, self.unit, self.period


def is_scorecard(table: Table) -> bool:
    return table.header[:1] == [_STATUS] and _INDICATOR in table.header


def is_of_indicators(table: Table) -> bool:
    return _INDICATOR in table.header and _UNIT in table.header


def own_figures(table: Table) -> Iterator[FigureCellShown]:
    """Each of our own figures in a table with a row an indicator."""
    name, unit = table.header.index(_INDICATOR), table.header.index(_UNIT)
    periods = table.header.index("Compares") if "Compares" in table.header else None
    for row in shown_cells(table):
        for at in numeric_columns(table.columns):
            if not _NOT_OURS.match(table.header[at]):
                of = f"{row[periods]}, {table.header[at]}" if periods is not None else table.header[at]
                yield FigureCellShown(row[name], row[unit], of, row[at])


def earlier_figures(document: Document, variant: Document) -> list[FigureCellShown]:
    """Every figure of an earlier report, and whether its audience was shown it."""
    shown = {(section, table.caption): table for section, table in tables_in(variant.sections)}
    found = []
    for section, table in tables_in(document.sections):
        if is_of_indicators(table):
            given = shown.get((section, table.caption))
            texts = [each.text for each in own_figures(given)] if given else []
            for place, each in enumerate(own_figures(table)):
                was = place < len(texts) and texts[place] != CONFIDENTIAL
                found.append(FigureCellShown(each.label, each.unit, each.period, each.text, shown=was))
    return found


class FigureTables:
    """Decides of each area of the scorecard, and of all half-years together, whether it is shown; then of every table that has its rows.

    `areas` that are not shown have a count that is too small, or one that an earlier report of this audience would give away.
    """

    def __init__(self, sections: Sequence[ReportSection], rules: AudienceRules, earlier: Iterable[FigureCellShown]):
        self.rules = rules
        self._earlier = list(earlier)
        tables = [table for _, table in tables_in(sections)]
        areas = {table.caption: list(own_figures(table)) for table in tables if is_scorecard(table)}
        unsafe = {caption for caption, cells in areas.items() if not self._is_safe(cells)}
        others_are_safe = self._others_are_safe(tables, {each.label for cells in areas.values() for each in cells})
        self.hidden_areas = unsafe if others_are_safe else set(areas)
        self.hides_others = bool(unsafe) or not others_are_safe

    @property
    def hides(self) -> bool:
        return bool(self.hidden_areas) or self.hides_others

    def _others_are_safe(self, tables: Sequence[Table], in_areas: Collection[str]) -> bool:
        """What is in no area of the scorecard, and the series of charts."""
        others = [table for table in tables if is_of_indicators(table) and not is_scorecard(table)]
        cells = [each for table in others for each in own_figures(table) if each.label not in in_areas]
        return self._is_safe(cells) and all(self._series_is_safe(table) for table in tables if _is_of_signals(table))

    def _is_safe(self, cells: Iterable[FigureCellShown]) -> bool:
        """Whether no count of these is small, no share is of none or of all where that discloses, and none is restated by few."""
        found = list(cells)
        averages = {(each.label, each.unit) for each in found if "." in each.text and each.unit == NUMBER}
        return all(self._cell_is_safe(each, is_count=each.unit == NUMBER and (each.label, each.unit) not in averages) for each in found)

    def _cell_is_safe(self, cell: FigureCellShown, *, is_count: bool) -> bool:
        value = number_in(cell.text)
        if value is None:
            return cell.text != CONFIDENTIAL
        if is_count and not self.rules.is_safe(abs(int(value))):
            return False
        if self.rules.zeros_disclose and (value == 0 or (cell.unit == SHARE and value == 100)):
            return False
        return all(self._stands_beside(value, before, is_count=is_count) for before in self._earlier if before.key == cell.key)

    def _stands_beside(self, value: float, before: FigureCellShown, *, is_count: bool) -> bool:
        then = number_in(before.text)
        if then is None or then == value:
            # What was hidden once for this period stays hidden: the figures that would give it away may be shown elsewhere by now.
            return before.shown or then is None
        return before.shown and is_count and not self.rules.is_small_change(int(value), int(then))

    def _series_is_safe(self, table: Table) -> bool:
        """Of the months of one indicator's chart: its counts, or of a share with what it is a share of how many that is and how many are
        left. What is set against a year before is how far two totals differ, each of which is large: no count of anybody.
        """
        if _OUT_OF in table.header:
            return self.rules.are_safe(count for row in shown_cells(table) for count in _parts_in(row, table.header.index(_OUT_OF)))
        if table.header[:1] != ["Month"] or f"({NUMBER})" not in table.caption or _AGAINST in table.header[1].lower():
            return True
        values = [row[1] for row in shown_cells(table)]
        counts = [count for text in values if (count := whole_number_in(text)) is not None]
        are_averages = any("." in text for text in values)
        return are_averages or self.rules.are_safe(counts)

    def shown(self, section: str, table: Table) -> tuple[Table, list[Hidden]]:
        opened = OpenTable(table, section)
        if self._is_hidden(table):
            self._hide(opened)
        elif self.rules.rounds:
            self._round(opened)
        return opened.closed() if opened.hides or self.rules.rounds else table, opened.hidden

    def _is_hidden(self, table: Table) -> bool:
        return table.caption in self.hidden_areas if is_scorecard(table) else self.hides_others

    def _hide(self, opened: OpenTable) -> None:
        """All but what the rows are of."""
        named = {at for at, heading in enumerate(opened.header) if heading in (_INDICATOR, _UNIT, "Compares", "Month")}
        for row in range(len(opened.rows)):
            opened.hide(row, [at for at in range(len(opened.header)) if at not in named], self._why(opened, row))

    def _why(self, opened: OpenTable, row: int) -> WhyHidden:
        """Of a row with a count that is small by itself, that; of the others of its area, what it would give away."""
        if not is_of_indicators(opened.table):
            return WhyHidden.DERIVED
        cells = list(own_figures(Table("", opened.table.columns, [opened.rows[row]])))
        averages = any("." in each.text for each in cells)
        counts = [] if averages else [whole_number_in(each.text) for each in cells if each.unit == NUMBER]
        is_small = any(count is not None and not self.rules.is_safe(count) for count in counts)
        return WhyHidden.SMALL if is_small else WhyHidden.DERIVED

    def _round(self, opened: OpenTable) -> None:
        """Counts rounded, and what was worked out from exact ones taken out; averages and shares stay."""
        if not is_of_indicators(opened.table):
            if f"({NUMBER})" in opened.table.caption or any(f"({NUMBER})" in opened.name(row) for row in range(len(opened.rows))):
                self._hide_limits_of_counts(opened)
            return
        changes = [at for at, heading in enumerate(opened.header) if heading in ("Change", "Change in")]
        for row in range(len(opened.rows)):
            if counts := self._counts_of(opened, row):
                for at, count in counts.items():
                    opened.put(row, at, f"{self.rules.rounded(count):,}")
                opened.hide(row, changes, WhyHidden.ROUNDED)

    def _counts_of(self, opened: OpenTable, row: int) -> dict[int, int]:
        """By their columns, our own counts of a row; none of one that is an average, a rate or a share."""
        cells = opened.rows[row]
        ours = [at for at in numeric_columns(opened.table.columns) if not _NOT_OURS.match(opened.header[at])]
        if cells[opened.header.index(_UNIT)].shown != NUMBER or any("." in cells[at].shown for at in ours):
            return {}
        return {at: count for at in ours if (count := whole_number_in(cells[at].shown)) is not None}

    def _hide_limits_of_counts(self, opened: OpenTable) -> None:
        whole = f"({NUMBER})" in opened.table.caption
        for row in range(len(opened.rows)):
            if whole or f"({NUMBER})" in opened.name(row):
                opened.hide(row, [at for at in range(len(opened.header)) if at != opened.name_at], WhyHidden.ROUNDED)


def _parts_in(row: Sequence[str], out_of: int) -> list[int]:
    share, total = number_in(row[1]), whole_number_in(row[out_of])
    if share is None or total is None:
        return []
    part = round(share * total / 100)
    return [part, total - part]


def is_understood(table: Table) -> bool:
    """Whether it is one of those that the portal makes of indicators, rather than one that somebody typed."""
    return is_of_indicators(table) or _is_of_signals(table)


def _is_of_signals(table: Table) -> bool:
    return all(limit in table.header for limit in LIMITS)
