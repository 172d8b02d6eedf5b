"""What a short paper says, whichever file it becomes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from .printable import printable_text


@dataclass(frozen=True)
class Grid:
    """A table: what it is of, its header, and rows of as many cells. `widths` are shares of the line; without them all are alike."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row's cells with the names of their columns."""
        return [list(zip(self.header, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it, in this order. A part without a heading goes on with what is above it."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    bullets: Sequence[str] = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Paper:
    """A title, the facts under it as names and values, the parts, and a line at the foot of every page."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    parts: Sequence[Part] = field(default_factory=tuple)
    foot: str = ""

    def plain(self) -> dict[str, Any]:
        """The paper as JSON values, without characters that no file may hold."""
        return _plain(asdict(self))


@dataclass(frozen=True)
class Look:
    """Whose paper it is, and the colour of its headings as #rrggbb."""

    council: str
    colour: str = "#1d4f60"


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
