"""What somebody typed over several lines, as paragraphs and bullets."""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"^\s*[-•*]\s+")


@dataclass(frozen=True)
class Piece:
    """A paragraph, or the items of a list."""

    words: str = ""
    bullets: tuple[str, ...] = ()


def pieces_of(text: str) -> list[Piece]:
    """Blank lines part paragraphs; lines that begin with “- ” are bullets. Other line breaks stay where they were typed."""
    found: list[Piece] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [line for line in block.split("\n") if line.strip()]
        run: list[str] = []
        items: list[str] = []
        for line in lines:
            if _BULLET.match(line):
                found += _paragraph(run)
                run = []
                items.append(_BULLET.sub("", line).strip())
            else:
                found += _list(items)
                items = []
                run.append(line.strip())
        found += _paragraph(run) + _list(items)
    return found


def _paragraph(lines: list[str]) -> list[Piece]:
    return [Piece("\n".join(lines))] if lines else []


def _list(items: list[str]) -> list[Piece]:
    return [Piece(bullets=tuple(items))] if items else []
