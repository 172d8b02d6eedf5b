"""Which cells of a report's tables on audits are counts of one group: read by the headings that their composers give them. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.documents import Table
from reports.content import Document, ReportSection
from reports.rendering.chart_figures import GRADES, LIMITS, is_of_grades, number_in, shown_cells

from .hiding import whole_number_in
from .rules import CONFIDENTIAL, GOOD, OTHER, CountGroup, GroupShown, HowMuch

MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b")
TOTAL_NOTE = re.compile(r"^(\d[\d,]*) audits graded overall\b")
HEALTH = ["Measure", "Counted", "Of", "%"]


@dataclass(frozen=True)
class PlacedGroup:
    """A group of counts and where it is in its table: rows, columns of the counts, of the total (None: in a note), of a share that may be
    worked out again from rounded counts, and of everything else that is worked out.
    """

    group: CountGroup
    rows: Sequence[int]
    counts: Sequence[int]
    total: int | None
    share: int | None = None
    derived: Sequence[int] = ()
    # Shown to nobody for whom each count is protected: worked out with months or windows beside which others could be told.
    of_others: Sequence[int] = ()


def groups_of(table: Table) -> list[PlacedGroup] | None:
    """The groups of a table on audits; None where it is no such table."""
    header = table.header
    if is_of_grades(table):
        return list(_overall(table))
    if header[:1] == ["Domain"] and "Graded" in header and all(grade in header for grade in GRADES):
        return list(_domains(table))
    if header[:4] == HEALTH:
        return list(_health(table))
    if header[:1] == ["Month"] and "Out of" in header and all(limit in header for limit in LIMITS):
        return list(_over_time(table))
    return None


def _overall(table: Table) -> Iterator[PlacedGroup]:
    cells = shown_cells(table)
    counts = {grade: whole_number_in(row[1]) for grade, row in zip(GRADES, cells, strict=False)}
    known = {grade: count for grade, count in counts.items() if count is not None}
    if len(known) == len(cells):
        group = CountGroup(("overall", _month(table.caption)), known, sum(known.values()))
        yield PlacedGroup(group, range(len(cells)), [1], None, 2, [3, 4])


def _domains(table: Table) -> Iterator[PlacedGroup]:
    header = table.header
    places, total = [header.index(grade) for grade in GRADES], header.index("Graded")
    for at, row in enumerate(shown_cells(table)):
        counts = {grade: whole_number_in(row[place]) for grade, place in zip(GRADES, places, strict=True)}
        known = {grade: count for grade, count in counts.items() if count is not None}
        if len(known) == len(GRADES):
            group = CountGroup(("domain", _month(table.caption), row[0]), known, sum(known.values()))
            yield PlacedGroup(group, [at], places, total, total + 1, range(total + 2, len(header)))


def _health(table: Table) -> Iterator[PlacedGroup]:
    for at, row in enumerate(shown_cells(table)):
        count, total = whole_number_in(row[1]), whole_number_in(row[2])
        if count is not None and total is not None:
            group = CountGroup(("health", row[0]), {GOOD: count, OTHER: total - count}, total)
            yield PlacedGroup(group, [at], [1], 2, 3, [4, 5], range(6, len(row)))


def _over_time(table: Table) -> Iterator[PlacedGroup]:
    """A month's share and of how many: how many were good is worked out from both."""
    out_of = table.header.index("Out of")
    for at, row in enumerate(shown_cells(table)):
        share, total = number_in(row[1]), whole_number_in(row[out_of])
        if share is not None and total is not None:
            good = round(share * total / 100)
            group = CountGroup(("overall", row[0]), {GOOD: good, OTHER: total - good}, total)
            yield PlacedGroup(group, [at], [1], out_of, None, (), range(out_of + 1, len(row)))


def _month(caption: str) -> str:
    found = MONTH.search(caption)
    return found.group() if found else caption


def counts_shown(document: Document, variant: Document) -> dict[tuple[str, ...], list[GroupShown]]:
    """Of each group of a report's content how much one audience was shown of it, by its key."""
    found: dict[tuple[str, ...], list[GroupShown]] = {}
    shown = {(section, table.caption): table for section, table in tables_in(variant.sections)}
    for section, table in tables_in(document.sections):
        given = shown.get((section, table.caption))
        for placed in groups_of(table) or ():
            found.setdefault(placed.group.key, []).append(GroupShown(placed.group, _how_much(placed, given)))
    return found


def tables_in(sections: Sequence[ReportSection]) -> Iterator[tuple[str, Table]]:
    return ((section.key, block) for section in sections for block in section.blocks if isinstance(block, Table))


def _how_much(placed: PlacedGroup, given: Table | None) -> HowMuch:
    if given is None:
        return HowMuch.NOTHING
    cells = shown_cells(given)
    if not any(cells[row][column] == CONFIDENTIAL for row in placed.rows for column in placed.counts):
        return HowMuch.EACH
    if placed.total is None:
        return HowMuch.TOTAL if any(map(TOTAL_NOTE.match, given.notes)) else HowMuch.NOTHING
    return HowMuch.NOTHING if cells[placed.rows[0]][placed.total] == CONFIDENTIAL else HowMuch.TOTAL
