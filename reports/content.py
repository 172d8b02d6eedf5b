"""What a report says, before it has a form. Renderers turn this into a page or a Word file; none of them works out a figure.

Plain values throughout, so that an approved report can be stored whole and read back: `to_json`, `from_json`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from foundation.documents import Bullets, Cell, Column, Paragraph, Run, Table, cells_of


@dataclass(frozen=True)
class Callout:
    """A sentence that must not be overlooked: a caution, a restatement."""

    text: str


@dataclass(frozen=True)
class Remark:
    """What somebody said of the indicator that a table shows, and what they do about it."""

    about: str
    comment: str = ""
    action: str = ""


@dataclass(frozen=True)
class Remarks:
    """They stand under their table: in a cell of it long words would make rows of a page, and short ones columns of dashes."""

    title: str
    items: Sequence[Remark]


@dataclass(frozen=True)
class Chart:
    """A picture of figures that stand in a table beside it; `alt` says them in words. A phone shows `narrow`, where there is one.

    An approved report has the pictures themselves as well, `svg` and `narrow_svg`, so that a file made years later shows the same.
    """

    title: str
    spec: dict[str, Any]
    alt: str
    narrow: dict[str, Any] | None = None
    svg: str = ""
    narrow_svg: str = ""


Block = Paragraph | Bullets | Callout | Table | Remarks | Chart


@dataclass(frozen=True)
class ReportSection:
    """Level 1 is a section of its own; level 2 belongs to the one before it. On paper, what follows one that `ends_page` begins a page.
    `landscape` are pages of reports approved earlier.
    """

    key: str
    heading: str
    level: int = 1
    blocks: Sequence[Block] = ()
    landscape: bool = False
    ends_page: bool = False


@dataclass(frozen=True)
class Document:
    title: str
    council: str
    period: str
    meeting: str
    status: str
    sections: Sequence[ReportSection] = field(default_factory=list)
    # Who wrote an approved report, in words.
    authors: str = ""
    # A correction is the next edition; `status` says so in words, with the reason.
    edition: int = 1

    @property
    def section_count(self) -> int:
        return sum(section.level == 1 for section in self.sections)

    def words(self) -> list[str]:
        """Every piece of text in it, for checks on what it says."""
        found: list[str] = []
        _gather(to_json(self), found)
        return found


# The name of each kind of block in a stored report, and in the templates that show one.
_KINDS: dict[str, type] = {
    "paragraph": Paragraph,
    "bullets": Bullets,
    "callout": Callout,
    "table": Table,
    "remarks": Remarks,
    "chart": Chart,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


# Left out of what is stored where they say nothing, so that it is as it was before there were any.
_ONLY_IF_SAID = {"runs", "is_numbered"}
# A chart's specification and its picture repeat what its words and its table say.
_NOT_WORDS = {"spec", "narrow", "svg", "narrow_svg", "href", "kind"}


def kind_of(block: Block) -> str:
    """`paragraph`, `bullets`, `callout`, `table`, `remarks` or `chart`."""
    return _NAMES[type(block)]


def to_json(document: Document) -> dict[str, Any]:
    sections = [{**vars(section), "blocks": [_stored(block) for block in section.blocks]} for section in document.sections]
    return {**vars(document), "sections": sections}


def _stored(block: Block) -> dict[str, Any]:
    parts = _stored_table(block) if isinstance(block, Table) else asdict(block)
    return {name: part for name, part in parts.items() if part or name not in _ONLY_IF_SAID} | {"kind": kind_of(block)}


def _stored_table(table: Table) -> dict[str, Any]:
    """`row_header` is the column that names its row; the notes hold what would crowd the cells: keys, cautions, rounding."""
    return {
        "caption": table.caption,
        "header": table.header,
        "rows": [[_stored_cell(cell, column) for cell, column in zip(cells_of(row), table.columns, strict=True)] for row in table.rows],
        "notes": list(table.notes),
        "row_header": next((at for at, column in enumerate(table.columns) if column.names_row), 0),
        "widths": [column.width for column in table.columns],
    }


def _stored_cell(cell: Cell, column: Column) -> dict[str, Any]:
    """Words, or a figure that stands alone, its unit being elsewhere. `href` is the portal's page that defines it."""
    return {"text": cell.shown, "number": column.numeric, "href": cell.href} | ({"line": list(cell.line)} if cell.line else {})


def from_json(stored: dict[str, Any]) -> Document:
    sections = [ReportSection(**(each | {"blocks": [_block(block) for block in each["blocks"]]})) for each in stored["sections"]]
    parts = {name: stored[name] for name in ("title", "council", "period", "meeting", "status")}
    return Document(**parts, sections=sections, authors=stored.get("authors", ""), edition=stored.get("edition", 1))


def _block(stored: dict[str, Any]) -> Block:
    parts = dict(stored)
    kind = _KINDS[parts.pop("kind")]
    if kind is Table:
        return _table(stored)
    if kind is Remarks:
        parts["items"] = [Remark(**item) for item in parts["items"]]
    if kind is Paragraph and "runs" in parts:
        parts["runs"] = _runs(parts["runs"])
    if kind is Bullets and "runs" in parts:
        parts["runs"] = tuple(map(_runs, parts["runs"]))
    return kind(**parts)


def _runs(stored: Iterable[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**each) for each in stored)


def _table(stored: dict[str, Any]) -> Table:
    """A column is one of figures where each of its cells was stored as one."""
    header, rows = stored["header"], stored["rows"]
    numeric = [bool(rows) and all(row[at].get("number", False) for row in rows) for at in range(len(header))]
    columns = report_columns(header, numeric, row_header=stored.get("row_header", 0), widths=stored.get("widths", ()))
    cells = [[Cell(cell["text"], href=cell.get("href", ""), line=tuple(cell.get("line", ()))) for cell in row] for row in rows]
    return Table(stored["caption"], columns, cells, notes=tuple(stored.get("notes", ())))


def report_columns(header: Sequence[str], numeric: Iterable[bool], *, row_header: int = 0, widths: Sequence[int] = ()) -> list[Column]:
    """Columns of a report's table; without `widths` all are alike."""
    shares = widths or [1] * len(header)
    return [
        Column(heading, numeric=is_figure, names_row=at == row_header, width=width)
        for at, (heading, is_figure, width) in enumerate(zip(header, numeric, shares, strict=True))
    ]


def _gather(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "runs":
                found += _addresses(inner)
            elif name not in _NOT_WORDS:
                _gather(inner, found)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _gather(inner, found)


def _addresses(runs: Iterable[Any]) -> list[str]:
    """Of links: their words are in the text, where they lead is not."""
    return [address for each in runs for address in ([each["link"]] if isinstance(each, dict) else _addresses(each)) if address]
