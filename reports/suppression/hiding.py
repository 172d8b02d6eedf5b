"""Putting the mark in the place of cells, and what was hidden with the reason. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from foundation.documents import Cell, Column, Table, cells_of
from reports.enums import WhyHidden

from .rules import CONFIDENTIAL
from .sentences import SentenceRules

NOTE = f"{CONFIDENTIAL} = confidential: held back so that nobody can be recognised."
DASHES = ("", "–", "-")


@dataclass(frozen=True)
class Hidden:
    """Something that an audience is not shown: some `cells` of a row of a table, a chart (no cells), or the sentence that it `was`."""

    section: str
    why: WhyHidden
    table: str = ""
    row: str = ""
    cells: int = 1
    was: str = ""


@dataclass
class OpenTable:
    """A table whose cells are being changed; what is hidden is noted once a row."""

    table: Table
    section: str

    def __post_init__(self) -> None:
        self.rows = [cells_of(row) for row in self.table.rows]
        self.notes = list(self.table.notes)
        self.hidden: list[Hidden] = []

    @property
    def header(self) -> list[str]:
        return self.table.header

    @property
    def name_at(self) -> int:
        return next((at for at, column in enumerate(self.table.columns) if column.names_row), 0)

    def name(self, row: int) -> str:
        return self.rows[row][self.name_at].shown

    def hide(self, row: int, columns: Collection[int], why: WhyHidden) -> None:
        """Those of these cells that show something."""
        cells = self.rows[row]
        shown = [at for at in columns if cells[at].shown not in (*DASHES, CONFIDENTIAL)]
        # A dash may itself say that there was nothing: where anything of a row is hidden, all of these cells are alike.
        for at in columns if shown else ():
            cells[at] = Cell(CONFIDENTIAL)
        if shown:
            self.hidden.append(Hidden(self.section, why, self.table.caption, self.name(row), len(shown)))

    def hide_words(self, rules: SentenceRules) -> None:
        """Of the caption, the headings, the notes and the cells that hold words, those that tell of figures."""
        for row, cells in enumerate(self.rows):
            telling = [at for at, cell in enumerate(cells) if not self.table.columns[at].numeric and rules.why_not(cell.shown)]
            self.hide(row, telling, WhyHidden.DERIVED)
        self.notes = [note for note in self.notes if not rules.why_not(note)]
        columns = [replace(column, heading=CONFIDENTIAL) if rules.why_not(column.words) else column for column in self.table.columns]
        caption = CONFIDENTIAL if rules.why_not(self.table.caption) else self.table.caption
        if caption != self.table.caption or columns != list(self.table.columns):
            self.hidden.append(Hidden(self.section, WhyHidden.DERIVED, was=" · ".join([self.table.caption, *self.header])))
        self.table = replace(self.table, caption=caption, columns=columns)

    def put(self, row: int, column: int, text: str) -> None:
        self.rows[row][column] = replace(self.rows[row][column], value=None, text=text)

    @property
    def hides(self) -> bool:
        return bool(self.hidden)

    def closed(self) -> Table:
        marked = any(cell.shown == CONFIDENTIAL for row in self.rows for cell in row)
        notes = [*self.notes, *([NOTE] if marked else [])]
        return replace(self.table, rows=self.rows, notes=tuple(notes))


def whole_number_in(text: str) -> int | None:
    """The count that a cell shows; none where it shows words, a share or a dash."""
    digits = text.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def numeric_columns(columns: Sequence[Column]) -> list[int]:
    return [at for at, column in enumerate(columns) if column.numeric]
