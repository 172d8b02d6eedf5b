"""A PDF as a screen reader meets it: its structure tree, each element with the words that are marked as its own."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

_PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
Words = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Element:
    """`role` is “H1”, “TH”, “Figure”; `page` is where its first words stand, the first being 1."""

    role: str
    text: str
    page: int = 0
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    children: tuple["Element", ...] = ()

    def all(self, *roles: str) -> Iterator["Element"]:
        for child in self.children:
            if child.role in roles:
                yield child
            yield from child.all(*roles)


class Tagged:
    def __init__(self, content: bytes):
        self.file = pikepdf.open(io.BytesIO(content))
        self._pages = {page.objgen: place for place, page in enumerate(self.file.pages, start=1)}
        self._words: Words = {}
        for place, page in enumerate(self.file.pages, start=1):
            self._words |= _words_on(page, place)

    @cached_property
    def root(self) -> Element:
        return self._element(self.file.Root.StructTreeRoot, 0)

    def _element(self, node: pikepdf.Dictionary, page: int) -> Element:
        page = self._pages[node.Pg.objgen] if "/Pg" in node else page
        kids = node.get("/K", pikepdf.Array())
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        texts, children, pages = [], [], []
        for kid in kids:
            if isinstance(kid, int):
                texts.append(self._words.get((page, kid), ""))
                pages.append(page)
            elif "/MCID" in kid:
                on = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
                texts.append(self._words.get((on, int(kid.MCID)), ""))
                pages.append(on)
            elif "/S" in kid:
                children.append(self._element(kid, page))
                texts.append(children[-1].text)
                pages.append(children[-1].page)
        text = " ".join(" ".join(texts).split())
        first = min([each for each in pages if each], default=0)
        return Element(str(node.get("/S", "/")).strip("/"), text, first, str(node.get("/Alt", "")), _attributes(node), tuple(children))

    def tables(self) -> dict[str, list[list[str]]]:
        """The cells of each table, header first, by what stands before it as its caption."""
        return {next(table.all("Caption")).text: rows_of(table) for table in self.root.all("Table")}

    def headings(self) -> list[tuple[int, str]]:
        return [(int(each.role[1:]), each.text) for each in self.root.all("H1", "H2", "H3", "H4")]


def rows_of(table: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("TH", "TD")] for row in table.all("TR")]


def _attributes(node: pikepdf.Dictionary) -> dict[str, Any]:
    given = node.get("/A", pikepdf.Array())
    found: dict[str, Any] = {}
    for each in given if isinstance(given, pikepdf.Array) else [given]:
        found |= {str(name).strip("/"): value for name, value in each.items()}
    return found


def _words_on(page: pikepdf.Page, place: int) -> Words:
    """The words of the page by the number of the marked content that they stand in."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    found: Words = {}
    marks: list[int | None] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                marks.append(int(operands[1].MCID) if "/MCID" in operands[1] else (marks[-1] if marks else None))
            case "BMC":
                marks.append(marks[-1] if marks else None)
            case "EMC":
                marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ" if marks and marks[-1] is not None:
                pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                said = "".join(_decoded(bytes(each), letters) for each in pieces if isinstance(each, pikepdf.String))
                found[place, marks[-1]] = f"{found.get((place, marks[-1]), '')} {said}".strip()
    return found


def _decoded(content: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(content[at : at + 2], "big"), "?") for at in range(0, len(content), 2))


def _letters(font: pikepdf.Dictionary) -> dict[int, str]:
    """Of each of its glyphs, the letters that it stands for, as the file itself says."""
    if "/ToUnicode" not in font:
        return {}
    said = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        found |= {int(code, 16): _utf16(letter) for code, letter in _PAIRS.findall(part)}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for first, last, letter in _RANGES.findall(part):
            start = int(letter, 16)
            found |= {code: chr(start + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)}
    return found


def _utf16(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")
