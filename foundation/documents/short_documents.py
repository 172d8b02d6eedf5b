"""What a short document says, whichever file it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .printable import printable_values
from .rich_text import Bullets, Paragraph, RichBlock
from .tables import Table, cells_of


@dataclass(frozen=True)
class DocumentPart:
    """A heading with what stands under it, in this order. A part without a heading goes on with what is above it. `blocks` is what a
    writer typed, with its bold words, links and lists.
    """

    heading: str = ""
    paragraphs: Sequence[str] = ()
    bullets: Sequence[str] = ()
    table: Table | None = None
    blocks: Sequence[RichBlock] = ()


@dataclass(frozen=True)
class ShortDocument:
    """A title, the facts under it as names and values, the parts, and a line at the foot of every page."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    parts: Sequence[DocumentPart] = field(default_factory=tuple)
    foot: str = ""

    def plain(self) -> dict[str, Any]:
        """The document as JSON values, without characters that no file may hold."""
        parts = [
            {**vars(part), "table": part.table and _plain_table(part.table), "blocks": list(map(_plain_block, part.blocks))}
            for part in self.parts
        ]
        return printable_values(vars(self) | {"parts": parts})


@dataclass(frozen=True)
class DocumentStyle:
    """Whose document it is, and the colour of its headings as #rrggbb."""

    council: str
    colour: str = "#1d4f60"


def _plain_table(table: Table) -> dict[str, Any]:
    rows = [[cell.words for cell in cells_of(row)] for row in table.rows]
    return {"caption": table.caption, "header": table.header, "rows": rows, "widths": [column.width for column in table.columns]}


def _plain_block(block: RichBlock) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": list(map(vars, block.looks))}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [list(map(vars, runs)) for runs in block.looks], "numbered": block.is_numbered}
    return {"kind": "table", "table": _plain_table(block)}
