"""What a writer types, as paragraphs, lists and small tables: a small part of Markdown. What it does not know stays as it was typed."""

import re
from collections.abc import Iterator, Sequence

from .rich_text import Bullets, Paragraph, RichBlock, Run, plain
from .tables import Cell, Column, Table

_BULLET = re.compile(r"^\s*[-•*]\s+")
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]\s+")
_HEADING = re.compile(r"^\s*#{1,3}\s+(\S.*)$")
_ROW = re.compile(r"^\s*\|(.*?)\|?\s*$")
_UNDER_HEADINGS = re.compile(r"^[\s:|-]*-[\s:|-]*$")
# `**bold**`, `[words](address)`, and an address by itself. Only addresses that lead to a page or to somebody's mail.
_ADDRESS = r"(?:https?://[^\s()<>|*]{1,500}|mailto:[^\s()<>|*]{1,200})"
_INLINE = re.compile(
    rf"\*\*(?P<bold>[^*\s](?:[^*]*[^*\s])?)\*\*|\[(?P<words>[^\[\]\n]{{1,300}})\]\((?P<to>{_ADDRESS})\)|(?P<bare>{_ADDRESS}(?<![.,;:!?]))"
)
_A_NUMBER = re.compile(r"[+−-]?[\d,]+(?:\.\d+)?%?|–|")
# A line of so many letters before a table is its title; a longer one is a paragraph.
LONGEST_TITLE, MOST_COLUMNS, MOST_ROWS = 120, 8, 40


def blocks_of(text: str, heading: str = "Section") -> list[RichBlock]:
    """Blank lines part paragraphs; a line that begins with “# ” is a heading, in bold; lines that begin with “- ” are bullets, with
    “1. ” a numbered list, and lines between bars a table, whose title is the line right before it. Other line breaks are only where
    the writer's window ended. `heading` names a table without a title.
    """
    writing = _Writing(heading)
    for line in text.replace("\r\n", "\n").split("\n"):
        writing.read(line)
    writing.finish()
    return writing.blocks


def runs_of(text: str, *, bold: bool = False) -> Iterator[Run]:
    """Pieces of one look each: bold ones, links, and the words between."""
    end = 0
    for found in _INLINE.finditer(text):
        if found.start() > end:
            yield Run(text[end : found.start()], bold)
        if found["bold"]:
            yield from runs_of(found["bold"], bold=True)
        else:
            yield Run(found["words"] or found[0], bold, found["to"] or found["bare"])
        end = found.end()
    if text[end:]:
        yield Run(text[end:], bold)


class _Writing:
    """Line by line: at any time either words of a paragraph wait, or items of a list, or rows of a table."""

    def __init__(self, heading: str) -> None:
        self.heading = heading
        self.blocks: list[RichBlock] = []
        self.lines: list[str] = []
        self.items: list[str] = []
        self.rows: list[list[str]] = []
        self.is_numbered = False
        self.tables = 0

    def read(self, line: str) -> None:
        number = _NUMBER.match(line)
        if heading := _HEADING.match(line):
            self._heading(heading[1])
        elif row := _ROW.match(line):
            self._row(row[1])
        elif _BULLET.match(line):
            self._item(_BULLET.sub("", line), is_numbered=False)
        elif number and (number[1] == "1" or (self.items and self.is_numbered)):
            self._item(_NUMBER.sub("", line), is_numbered=True)
        elif not line.strip():
            self.finish()
        elif self.items:
            self.items[-1] = f"{self.items[-1]} {line.strip()}"
        else:
            self._finish_table()
            self.lines.append(line.strip())

    def finish(self) -> None:
        self._finish_table()
        self._finish_list()
        self._finish_paragraph()

    def _heading(self, words: str) -> None:
        self.finish()
        text, _ = _read(words.rstrip(" #"))
        self.blocks.append(Paragraph(text, (Run(text, bold=True),)))

    def _row(self, cells: str) -> None:
        self._finish_list()
        if not _UNDER_HEADINGS.match(cells):
            self.rows.append([plain(tuple(runs_of(cell.strip()))) for cell in cells.split("|")][:MOST_COLUMNS])

    def _item(self, words: str, *, is_numbered: bool) -> None:
        self._finish_table()
        self._finish_paragraph()
        if self.items and is_numbered != self.is_numbered:
            self._finish_list()
        self.is_numbered = is_numbered
        self.items.append(words.strip())

    def _finish_paragraph(self) -> None:
        if self.lines:
            text, runs = _read(" ".join(self.lines))
            self.blocks.append(Paragraph(text, runs))
            self.lines.clear()

    def _finish_list(self) -> None:
        if self.items:
            read = [_read(item) for item in self.items]
            looks = tuple(runs for _, runs in read) if any(runs for _, runs in read) else ()
            self.blocks.append(Bullets(tuple(text for text, _ in read), looks, self.is_numbered))
            self.items.clear()

    def _finish_table(self) -> None:
        """Rows as long as the headings; headings alone are a line with bars in it."""
        if len(self.rows) < 2:
            self.lines += [f"| {' | '.join(row)} |" for row in self.rows]
        else:
            self.tables += 1
            title = " ".join(self.lines)
            if 0 < len(title) <= LONGEST_TITLE:
                self.lines.clear()
                caption, _ = _read(title.removesuffix(":"))
            else:
                self._finish_paragraph()
                caption = f"{self.heading}, table {self.tables}"
            self.blocks.append(_table(caption, self.rows))
        self.rows = []


def _read(text: str) -> tuple[str, tuple[Run, ...]]:
    """The words, and their runs where some have a look of their own."""
    runs = tuple(runs_of(text))
    return "".join(run.text for run in runs), runs if any(run.bold or run.link for run in runs) else ()


def _table(caption: str, typed: Sequence[Sequence[str]]) -> Table:
    header, *rows = typed
    rows = [[*row, *[""] * len(header)][: len(header)] for row in rows[:MOST_ROWS]]
    columns = [
        Column(heading, numeric=at > 0 and all(_A_NUMBER.fullmatch(row[at]) for row in rows), names_row=at == 0)
        for at, heading in enumerate(header)
    ]
    return Table(caption, columns, [[Cell(text or "–") for text in row] for row in rows])
