"""The tables on audits, actions, observations and our own auditing as one audience is shown them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from foundation.documents import Table
from foundation.statistics import plain, round_half_up
from reports.enums import WhyHidden
from reports.rendering.chart_figures import LIMITS, is_of_grades

from .groups import HEALTH, TOTAL_NOTE, PlacedGroup, groups_of
from .hiding import Hidden, OpenTable, numeric_columns
from .rules import CONFIDENTIAL, AudienceRules, GroupShown, HowMuch, decision
from .sentences import SentenceRules
from .tallies import EarlierCells, hide_actions, hide_observations, hide_unknown

ACTIONS, OBSERVATIONS, TARGETS = "Raised from", "Observations", "Target for"
_OF_MONTHS = "overall"


@dataclass
class PracticeTables:
    """Goes through the tables of a report in their order. What is decided of a month's audits holds for what is worked out from them later:
    their share over time, and the sums of twelve months.
    """

    rules: AudienceRules
    earlier: Mapping[tuple[str, ...], Sequence[GroupShown]]
    earlier_cells: Sequence[EarlierCells] = ()
    decided: dict[tuple[str, ...], HowMuch] = field(default_factory=dict)
    total_is_hidden: bool = False
    hides: bool = False
    not_shown: set[tuple[str, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        of_months = [each for key, every in self.earlier.items() if key[0] == _OF_MONTHS for each in every]
        self.total_is_hidden = any(each.shown == HowMuch.NOTHING for each in of_months)

    def shown(self, section: str, table: Table, *, hides_more: bool = False) -> tuple[Table, list[Hidden]]:
        """`hides_more`: something that the table may be about is hidden elsewhere too."""
        opened = OpenTable(table, section)
        self._hide(opened, hides_more=hides_more)
        self.hides |= opened.hides
        return opened.closed() if opened.hides or self.rules.rounds else table, opened.hidden

    def _hide(self, opened: OpenTable, *, hides_more: bool) -> None:
        table = opened.table
        placed = groups_of(table)
        if placed is not None:
            self._hide_groups(opened, placed)
            return
        if not self.rules.protects_each_count:
            return
        if table.header[:1] == [ACTIONS]:
            hide_actions(opened, self.rules, self.earlier_cells)
        elif table.header[-1:] == [OBSERVATIONS]:
            hide_observations(opened, self.rules, self.earlier_cells)
        elif table.header[:1] == [TARGETS]:
            self._hide_results(opened)
        else:
            self._hide_unknown(opened, hides_more=hides_more or self.hides)

    def _hide_unknown(self, opened: OpenTable, *, hides_more: bool) -> None:
        """A table that somebody typed, or of a kind that is not known here: its words may tell as much as its figures."""
        if hides_more:
            _hide_all(opened, WhyHidden.UNKNOWN)
        else:
            hide_unknown(opened, self.rules, self.earlier_cells)
        opened.hide_words(SentenceRules(self.rules, holds_back=hides_more, may_count=False))

    def _hide_groups(self, opened: OpenTable, placed: Sequence[PlacedGroup]) -> None:
        over_time = not is_of_grades(opened.table) and all(limit in opened.header for limit in LIMITS)
        for each in placed:
            how_much, why = self._decided(each, over_time=over_time)
            self._keep(each.group.key, how_much, over_time=over_time)
            _put(opened, each, how_much, why or WhyHidden.DERIVED, self.rules)
        if self.rules.protects_each_count:
            _hide_unread(opened, placed)
        if over_time and opened.hides:
            self._hide_limits(opened)
        _keep_notes(opened, self.rules)

    def _keep(self, key: tuple[str, ...], how_much: HowMuch, *, over_time: bool) -> None:
        if not over_time:
            self.decided[key] = how_much
        if how_much == HowMuch.NOTHING:
            self.not_shown.add(key)
            self.total_is_hidden |= key[0] == _OF_MONTHS

    def _hide_limits(self, opened: OpenTable) -> None:
        """They are of all months together: beside all but one they would give away that one."""
        for row in range(len(opened.rows)):
            opened.hide(row, range(opened.header.index(LIMITS[0]), len(opened.header)), WhyHidden.DERIVED)

    def _decided(self, placed: PlacedGroup, *, over_time: bool) -> tuple[HowMuch, WhyHidden | None]:
        group = placed.group
        shown, why = decision(group, self.rules, self.earlier.get(group.key, ()))
        if not self.rules.protects_each_count:
            return shown, why
        if group.key[0] == "health" and self.total_is_hidden:
            return HowMuch.NOTHING, WhyHidden.DERIVED
        if over_time:
            if self.decided.get(group.key, HowMuch.EACH) < shown:
                shown, why = self.decided[group.key], WhyHidden.DERIVED
            # Nought of two grades together would say that each of them is nought.
            if shown == HowMuch.EACH and 0 in group.counts.values():
                shown, why = HowMuch.TOTAL, WhyHidden.ZERO
        return shown, why

    def _hide_results(self, opened: OpenTable) -> None:
        """Targets of our own auditing: what was reached is as much shown as the measure is."""
        percent, result = opened.header.index("%"), len(opened.header) - 1
        for row in range(len(opened.rows)):
            if self.decided.get(("health", opened.name(row)), HowMuch.NOTHING) < HowMuch.EACH:
                opened.hide(row, [percent, result], WhyHidden.DERIVED)
            elif self.rules.rounds:
                opened.hide(row, [percent, result], WhyHidden.ROUNDED)


def rank(table: Table) -> int:
    """In which order tables are gone through: grades of months, then what is worked out from them, last what is not known here."""
    if table.header[:4] == HEALTH:
        return 2
    if groups_of(table) is not None:
        return 1 if table.header[:1] == ["Month"] else 0
    return 3 if table.header[:1] in ([TARGETS], [ACTIONS]) or table.header[-1:] == [OBSERVATIONS] else 4


def _hide_all(opened: OpenTable, why: WhyHidden) -> None:
    for row in range(len(opened.rows)):
        opened.hide(row, numeric_columns(opened.table.columns), why)


def _hide_unread(opened: OpenTable, placed: Sequence[PlacedGroup]) -> None:
    """Rows whose counts nobody could read."""
    read = {row for each in placed for row in each.rows}
    for row in set(range(len(opened.rows))) - read:
        opened.hide(row, numeric_columns(opened.table.columns), WhyHidden.UNKNOWN)


def _put(opened: OpenTable, placed: PlacedGroup, how_much: HowMuch, why: WhyHidden, rules: AudienceRules) -> None:
    shares = [] if placed.share is None else [placed.share]
    worked_out = [*shares, *placed.derived]
    if how_much < HowMuch.EACH:
        for row in placed.rows:
            opened.hide(row, [*placed.counts, *worked_out, *placed.of_others], why)
        _put_total(opened, placed, why, rules, is_shown=how_much == HowMuch.TOTAL)
        return
    if rules.protects_each_count:
        for row in placed.rows:
            opened.hide(row, [*(placed.derived if rules.rounds else ()), *placed.of_others], WhyHidden.DERIVED)
    if rules.rounds:
        _put_rounded(opened, placed, rules)


def _put_total(opened: OpenTable, placed: PlacedGroup, why: WhyHidden, rules: AudienceRules, *, is_shown: bool) -> None:
    if placed.total is None:
        _put_total_note(opened, placed.group.total if is_shown else None, rules)
    elif not is_shown:
        opened.hide(placed.rows[0], [placed.total], why)
    elif rules.rounds:
        opened.put(placed.rows[0], placed.total, f"{rules.rounded(placed.group.total):,}")


def _put_rounded(opened: OpenTable, placed: PlacedGroup, rules: AudienceRules) -> None:
    """Counts rounded, what they add up to added up again, and shares worked out from those."""
    rounded = [rules.rounded(count) for count in placed.group.counts.values()]
    total = sum(rounded)
    cells = [(row, column) for row in placed.rows for column in placed.counts]
    if len(cells) == 1 and "%" not in opened.header[1] and len(rounded) > 1:
        opened.put(*cells[0], f"{rounded[0]:,}")
    for (row, column), count in zip(cells, rounded, strict=False) if len(cells) == len(rounded) else ():
        opened.put(row, column, f"{count:,}")
    _put_shares(opened, placed, rounded, total)
    if placed.total is None:
        _put_total_note(opened, total, rules)
    else:
        opened.put(placed.rows[0], placed.total, f"{total:,}")


def _put_shares(opened: OpenTable, placed: PlacedGroup, rounded: Sequence[int], total: int) -> None:
    if placed.share is None:
        for row in placed.rows:
            opened.hide(row, placed.counts, WhyHidden.ROUNDED)
        return
    parts: Iterable[int] = rounded if len(placed.rows) > 1 else [sum(rounded[:2]) if len(rounded) > 2 else rounded[0]]
    for row, part in zip(placed.rows, parts, strict=True):
        opened.put(row, placed.share, plain(round_half_up(part * 100 / total)) if total else CONFIDENTIAL)


def _put_total_note(opened: OpenTable, total: int | None, rules: AudienceRules) -> None:
    """“14 audits graded overall, after moderation.”, or without how many."""
    said = [TOTAL_NOTE.sub(f"{rules.rounded(total):,} audits graded overall", note) for note in opened.notes if total is not None]
    opened.notes = said or [note for note in opened.notes if not TOTAL_NOTE.match(note)]


_LEGENDS = ("Columns of grades count audits:", "The 95% interval", "Complete counts,", "Compared with before:")


def _keep_notes(opened: OpenTable, rules: AudienceRules) -> None:
    """Of what is noted only what says how to read the table and how many there are; that shares do not add up to 100 tells of them."""
    if rules.protects_each_count or opened.hides:
        opened.notes = [note for note in opened.notes if note.startswith(_LEGENDS) or TOTAL_NOTE.match(note)]
