"""What two contents of one report say differently, by section and cell. Plain values; nothing is worked out but which place is which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from foundation.documents import Bullets, Paragraph, Table, cells_of

from .content import Block, Callout, Document, Remarks, ReportSection

UNIT = "Unit"
# Of a row, each column's heading and what the cell shows.
Cells = list[tuple[str, str]]


@dataclass(frozen=True)
class RestatedCell:
    """A cell, or a sentence, which has neither table nor row. `was` is empty where it was not there, `now` where it is there no longer."""

    key: str
    section: str
    was: str
    now: str
    table: str = ""
    row: str = ""
    column: str = ""


def restated_cells(then: Document, now: Document) -> list[RestatedCell]:
    """In the order of what was approved. Sections that only one of the two has are left out: the portal has learned or forgotten them."""
    sections = {section.key: section for section in now.sections}
    return [cell for section in then.sections if section.key in sections for cell in _of_section(section, sections[section.key])]


def _of_section(then: ReportSection, now: ReportSection) -> Iterator[RestatedCell]:
    was, is_now = list(_sentences(then.blocks)), list(_sentences(now.blocks))
    for _, was_from, was_to, now_from, now_to in (step for step in _steps(was, is_now) if step[0] != "equal"):
        for place in range(max(was_to - was_from, now_to - now_from)):
            before = was[was_from + place] if was_from + place < was_to else ""
            after = is_now[now_from + place] if now_from + place < now_to else ""
            yield RestatedCell(then.key, then.heading, before, after)
    for table, other in _pairs(then.blocks, now.blocks):
        yield from _of_table(then, table, other)


def _steps(was: Sequence[str], now: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, was, now, autojunk=False).get_opcodes()


def _sentences(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Callout():
                yield block.text
            case Bullets():
                yield from block.items
            case Remarks():
                yield from (": ".join(filter(None, (item.about, item.comment, item.action))) for item in block.items)


def _pairs(then: Sequence[Block], now: Sequence[Block]) -> Iterator[tuple[Table, Table]]:
    """Tables by their place where there are as many; else by their titles, which may say before or after moderation."""
    was = [block for block in then if isinstance(block, Table)]
    is_now = [block for block in now if isinstance(block, Table)]
    if len(was) == len(is_now):
        yield from zip(was, is_now, strict=True)
        return
    by_title = {table.caption: table for table in is_now}
    yield from ((table, by_title[table.caption]) for table in was if table.caption in by_title)


def _of_table(section: ReportSection, then: Table, now: Table) -> Iterator[RestatedCell]:
    def restated(row: str, column: str, was: str, is_now: str) -> RestatedCell:
        return RestatedCell(section.key, section.heading, was, is_now, then.caption, row, column)

    was, is_now = _rows(then), _rows(now)
    for name, cells in was.items():
        if name in is_now:
            yield from (restated(name, *cell) for cell in _of_row(cells, is_now[name]))
        else:
            yield restated(name, "", _whole(cells), "")
    yield from (restated(name, "", "", _whole(cells)) for name, cells in is_now.items() if name not in was)


def _of_row(then: Cells, now: Cells) -> Iterator[tuple[str, str, str]]:
    """Cells by their place, or by their headings where the table has other columns now."""
    if len(then) == len(now):
        pairs = [(heading, was, is_now) for (heading, was), (_, is_now) in zip(then, now, strict=True)]
    else:
        held = dict(now)
        pairs = [(heading, was, held.get(heading, "")) for heading, was in then]
    return (each for each in pairs if each[1] != each[2])


def _whole(cells: Cells) -> str:
    return ", ".join(shown for _, shown in cells)


def _rows(table: Table) -> dict[str, Cells]:
    """By the name of the row, with its unit where two rows may have one name: each column's heading and what the cell shows."""
    found: dict[str, Cells] = {}
    for row in table.rows:
        cells = [(column, cell.shown) for cell, column in zip(cells_of(row), table.columns, strict=True)]
        name = ", ".join(shown for column, shown in cells if column.names_row or column.heading == UNIT)
        while name in found:
            name = f"{name} (again)"
        found[name] = [(column.heading, shown) for column, shown in cells]
    return found
