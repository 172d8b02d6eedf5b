"""What the lead types, as paragraphs and bullets."""

import re

from .content import Block, Bullets, Paragraph

_BULLET = re.compile(r"^\s*[-•*]\s+")


def blocks_of(text: str) -> list[Block]:
    """Blank lines part paragraphs; lines that begin with “- ” are bullets; other line breaks are only where the writer's window ended."""
    blocks: list[Block] = []
    lines: list[str] = []
    bullets: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        if _BULLET.match(line):
            _finish_paragraph(lines, blocks)
            bullets.append(_BULLET.sub("", line).strip())
        elif line.strip() and bullets:
            bullets[-1] = f"{bullets[-1]} {line.strip()}"
        elif line.strip():
            lines.append(line.strip())
        else:
            _finish_bullets(bullets, blocks)
            _finish_paragraph(lines, blocks)
    return blocks


def _finish_paragraph(lines: list[str], blocks: list[Block]) -> None:
    if lines:
        blocks.append(Paragraph(" ".join(lines)))
        lines.clear()


def _finish_bullets(bullets: list[str], blocks: list[Block]) -> None:
    if bullets:
        blocks.append(Bullets(tuple(bullets)))
        bullets.clear()
