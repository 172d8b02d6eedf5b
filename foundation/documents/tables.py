"""A table before it has a form: a page (`{% table %}`), a Word file and a spreadsheet show the same one. Knows no Django."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .formats import month, number, uk_date, uk_datetime
from .shown_numbers import ShownNumber


@dataclass(frozen=True)
class Month:
    """A month, which a spreadsheet shows as such and sorts by its first day."""

    first: date


# What a cell holds: a spreadsheet writes each as its own type, a page and a Word file in words (`in_words`).
CellValue = str | int | float | Decimal | ShownNumber | bool | date | datetime | Month | None


class CellKind(StrEnum):
    """How a page shows the value: as it is, as a grade's tag (its short or its long wording), or as a state's tag."""

    PLAIN = "plain"
    GRADE = "grade"
    GRADE_IN_FULL = "grade in full"
    STATE = "state"


@dataclass(frozen=True)
class Fragment:
    """A template that fills a cell of a page: a form, a button, a comment with its history. It also knows what the page knows."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One value and what is said with it.

    `text` is read in place of the value where its own form is not what people read ("24.3%" for 24.3). `aside` follows it and
    `notes` stand under it, both less loudly. `href` leads on from it, and `unseen` is what a screen reader adds there (whose link
    it is). `colour` is of a state's tag, where it is not the usual one; `style` a class of the page's style sheet. A page shows the
    `fragment`, where there is one; everything else still shows the value. A link that `acts` leads to something to do: it is not printed.
    Figures of a `line` are drawn beside the value, where a form can draw them.
    """

    value: CellValue = None
    kind: CellKind = CellKind.PLAIN
    text: str | None = None
    href: str = ""
    unseen: str = ""
    aside: str = ""
    notes: Sequence[str] = ()
    strong: bool = False
    colour: str = ""
    style: str = ""
    spans: int = 1
    acts: bool = False
    fragment: Fragment | None = None
    line: Sequence[float | None] = ()

    @property
    def shown(self) -> str:
        """The value as people read it, alone."""
        return in_words(self.value) if self.text is None else self.text

    @property
    def words(self) -> str:
        """All that the cell says, where there is no page: of a Word file."""
        return "\n".join([" ".join(part for part in (self.shown, self.aside) if part), *self.notes])

    @property
    def plain(self) -> CellValue:
        """What a spreadsheet takes: the value, or where there is none the words in its place."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True)
class Column:
    """Its heading, which also labels each of its cells where the table is folded into cards.

    Figures stand at the right (`numeric`). `names_row` is the column whose cell says what its row is of, in regular letters where it is
    `light`. A heading may be unseen (a column of links), may be a grade (`kind`), and may be called otherwise on a card (`label`).
    `width` is its share of the line in a Word file or a PDF. A card shows what is in a column with `more` once it is asked for more.
    """

    heading: str
    numeric: bool = False
    names_row: bool = False
    light: bool = False
    unseen: bool = False
    nowrap: bool = False
    kind: CellKind = CellKind.PLAIN
    lead: str = ""
    label: str = ""
    style: str = ""
    width: int = 1
    more: bool = False

    @property
    def words(self) -> str:
        return f"{self.lead}{self.heading}"


@dataclass(frozen=True)
class TableRow:
    """A row that has an address of its own on the page (`key`), or a look (`style`)."""

    cells: Sequence[Cell | CellValue]
    key: str = ""
    style: str = ""


AnyRow = TableRow | Sequence[Cell | CellValue]


@dataclass(frozen=True)
class Table:
    """What it is of, its columns, its rows, each as long as the columns unless a cell spans some, and a row of totals.

    `rows` of a file to download may be read while it is written. `empty` is said instead where there is no row; without it nothing is.
    `notes` stand under it: keys, cautions, rounding. On a page, `folds` makes cards of its rows where the columns have no room; one
    that does not fold scrolls sideways. Where a table holds counts, shares and few words its columns may stand closer (`compact`), and it
    folds on a phone only. A page shows one that is `paged` fifty rows at a time, whatever else it shows. `key` is its address on the page,
    `style` a class of the style sheet. A workbook says `blanks` above a table that has empty cells: why they are.
    """

    caption: str
    columns: Sequence[Column]
    rows: Iterable[AnyRow] = ()
    total: Sequence[Cell | CellValue] = ()
    empty: str = ""
    notes: Sequence[str] = ()
    folds: bool = True
    compact: bool = False
    paged: bool = False
    key: str = ""
    style: str = ""
    blanks: str = ""

    @property
    def header(self) -> list[str]:
        return [column.words for column in self.columns]


def plain_table(caption: str, headings: Iterable[str], rows: Iterable[AnyRow], **about: Any) -> Table:
    """A table of which only the headings and the values matter, as in a file to download; `about` are further fields of `Table`."""
    return Table(caption, [Column(heading) for heading in headings], rows, **about)


def table_to_fill_in(caption: str, headings: Iterable[str]) -> Table:
    """Headings alone, of a file that people fill in and bring."""
    return plain_table(caption, headings, [], empty="Fill in a row for each, below the headings.")


def plain_rows(table: Table) -> Iterator[list[CellValue]]:
    """The values alone, each row as long as the header, that of the totals last."""
    for row in table.rows:
        yield _plain(row)
    if table.total:
        yield _plain(table.total)


def _plain(row: AnyRow) -> list[CellValue]:
    values: list[CellValue] = []
    for cell in row.cells if isinstance(row, TableRow) else row:
        if isinstance(cell, Cell):
            values += [cell.plain, *[None] * (cell.spans - 1)]
        else:
            values.append(cell)
    return values


def row_of(row: AnyRow) -> TableRow:
    return row if isinstance(row, TableRow) else TableRow(row)


def cell_of(value: Cell | CellValue) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


def cells_of(row: AnyRow) -> list[Cell]:
    return [cell_of(value) for value in row_of(row).cells]


def in_words(value: CellValue) -> str:
    """A value as people read it: 3,808; 23 June 2023; June 2023; Yes. None is an en dash."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return uk_datetime(value)
    if isinstance(value, date):
        return uk_date(value)
    if isinstance(value, Month):
        return month(value.first)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Decimal):
        return without_zeros(value)
    if isinstance(value, ShownNumber):
        return value.words
    return "–" if value is None else str(value)


def without_zeros(value: Decimal) -> str:
    """A number without the noughts that storing added (1604.1000 is 1604.1), and never as 6.1E+2."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
