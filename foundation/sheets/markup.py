"""What an Excel sheet says of its cells besides their values, which calamine leaves out.

Errors such as #N/A and formulas without a result, which would be lost unsaid as blanks; number formats; merged cells; what is hidden.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from foundation.sheets.number_formats import BUILT_IN, is_telling

_TAG = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(row|c)((?:\s[^>]*?)?)(/?)>")
_ROW = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]{1,6})["']""")
_RESULT = re.compile(rb"<(?:[\w.-]+:)?v>([^<]+)</")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_MERGED = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s[^>]*>")
_BOUND = {name: re.compile(rb"""\s%s\s*=\s*["']([0-9]{1,7})["']""" % name.encode()) for name in ("min", "max")}
_WIDEST = 16_384
_MOST_MERGED = 20_000

Place = tuple[int, int]
Merged = tuple[int, int, int, int]


@dataclass
class Markup:
    """Places are rows and columns counted from 0; `merged` are ranges: first row, first column, last row, last column."""

    errors: dict[Place, str] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)
    formats: dict[Place, str] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


class _Cell(NamedTuple):
    row: int
    column: int
    reference: bytes
    attributes: bytes
    inside: bytes


def markup_of(content: bytes, sheet: str) -> Markup:
    """What the sheet's part says. Only what a sheet has is looked for: most have neither errors nor formats that tell."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        part, telling = _parts_of(archive, sheet)
    found = Markup()
    head, _, _ = part.partition(b"sheetData")
    found.hidden_columns = [column for tag in _COLUMN.findall(head) if _HIDDEN.search(tag) for column in _columns_of(tag)]
    found.merged = [_range(match) for match, _ in zip(_MERGED.finditer(part), range(_MOST_MERGED), strict=False)]
    has_rows = b"hidden=" in part
    if has_rows or _has_cells_to_look_at(part, telling):
        for cell in _cells(part, found.hidden_rows):
            _look(cell, telling, found)
    return found


def _has_cells_to_look_at(part: bytes, telling: dict[bytes, str]) -> bool:
    if b't="e"' in part or b"t='e'" in part or _FORMULA.search(part):
        return True
    return b"0" in telling or any(b's="%s"' % style in part or b"s='%s'" % style in part for style in telling)


def _look(cell: _Cell, telling: dict[bytes, str], found: Markup) -> None:
    style = _STYLE.search(cell.attributes)
    if telling and (code := telling.get(style[1] if style else b"0")):
        found.formats[cell.row, cell.column] = code
    is_error = b't="e"' in cell.attributes or b"t='e'" in cell.attributes
    has_formula = bool(_FORMULA.search(cell.inside))
    if not is_error and not has_formula:
        return
    result = _RESULT.search(cell.inside)
    if is_error and result:
        found.errors[cell.row, cell.column] = result[1].decode(errors="replace")
    elif has_formula and result is None and b'"str"' not in cell.attributes:
        # A formula that answers with no text says so by its type; one without any was never worked out.
        found.unfinished.append(cell.reference.decode())


def _cells(part: bytes, hidden_rows: list[int]) -> Iterator[_Cell]:
    """Each cell with what stands inside it; those that do not say where they stand follow each other."""
    row, column = -1, -1
    for tag in _TAG.finditer(part):
        if tag[1] == b"row":
            said = _ROW.search(tag[2])
            row, column = int(said[1]) - 1 if said else row + 1, -1
            if _HIDDEN.search(tag[2]):
                hidden_rows.append(row)
            continue
        reference = _REFERENCE.search(tag[2])
        row, column = (int(reference[2]) - 1, _column(reference[1])) if reference else (max(row, 0), column + 1)
        inside = b"" if tag[3] else part[tag.end() : part.find(b"c>", tag.end())]
        yield _Cell(row, column, reference[1] + reference[2] if reference else b"%d" % (row + 1), tag[2], inside)


def _parts_of(archive: zipfile.ZipFile, sheet: str) -> tuple[bytes, dict[bytes, str]]:
    """The part of the archive that holds the sheet, and its formats that tell; nothing where the workbook does not say which."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = list(ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")))
        number = next(
            value
            for each in book.findall(".//{*}sheet")
            if each.get("name") == sheet
            for name, value in each.attrib.items()
            if name.endswith("}id")
        )
        part = archive.read(next(_path(each.get("Target", "")) for each in relations if each.get("Id") == number))
        styles = next((_path(each.get("Target", "")) for each in relations if each.get("Type", "").endswith("/styles")), "")
    except (ElementTree.ParseError, KeyError, StopIteration):
        return b"", {}
    return part, _telling_styles(archive.read(styles)) if styles in archive.namelist() else {}


def _telling_styles(content: bytes) -> dict[bytes, str]:
    """By the number that cells name, the formats that change how a number is to be read."""
    try:
        styles = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return {}
    codes = BUILT_IN | {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.findall(".//{*}numFmt")}
    formats = [codes.get(each.get("numFmtId", ""), "") for cells in styles.findall(".//{*}cellXfs") for each in cells]
    return {b"%d" % number: code for number, code in enumerate(formats) if is_telling(code)}


def _path(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _range(match: re.Match[bytes]) -> Merged:
    return int(match[2]) - 1, _column(match[1]), int(match[4]) - 1, _column(match[3])


def _columns_of(tag: bytes) -> range:
    first, last = (bound.search(tag) for bound in _BOUND.values())
    return range(int(first[1]) - 1, min(int(last[1]), _WIDEST)) if first and last else range(0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
