"""Cells that show an error such as #N/A, and formulas without a result: calamine gives both back as blank, which would lose them unsaid."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_RESULT = re.compile(rb"<v>([^<]+)</v>")

Place = tuple[int, int]


def error_cells(content: bytes, sheet: str) -> tuple[dict[Place, str], list[str]]:
    """Errors by their row and column, counted from 0, and the names of cells whose formula has no result."""
    part = _part_of(content, sheet)
    errors: dict[Place, str] = {}
    unfinished: list[str] = []
    if b't="e"' not in part and b"<f" not in part:
        return errors, unfinished
    for attributes, inside in _cells(part):
        reference = _REFERENCE.search(attributes)
        if reference is None:
            continue
        result = _RESULT.search(inside)
        if b't="e"' in attributes and result:
            errors[int(reference[2]) - 1, _column(reference[1])] = result[1].decode()
        elif b"<f" in inside and result is None and b't="str"' not in attributes:
            # A formula that answers with no text says so by its type; one without any was never worked out.
            unfinished.append((reference[1] + reference[2]).decode())
    return errors, unfinished


def _cells(part: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each cell's attributes and what stands inside it. Every byte is looked at once, however the part was made."""
    start = part.find(b"<c ")
    while start >= 0:
        end = part.find(b"<c ", start + 3)
        attributes, _, rest = part[start : end if end >= 0 else None].partition(b">")
        yield attributes, rest.partition(b"</c>")[0]
        start = end


def _part_of(content: bytes, sheet: str) -> bytes:
    """The part of the archive that holds the sheet; empty where the workbook does not say which."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        try:
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            number = next(each.get(_RELATION) for each in book.iter(f"{_MAIN}sheet") if each.get("name") == sheet)
            target = next(each.get("Target", "") for each in relations if each.get("Id") == number)
            return archive.read(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"))
        except (ElementTree.ParseError, KeyError, StopIteration):
            return b""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
