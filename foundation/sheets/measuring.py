"""What a workbook would come to once open, told from its archive piece by piece, before anything is opened."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from foundation.sheets.opened import DAMAGED
from foundation.sheets.sheet import Limits, UnreadableFile

_CHUNK = 1024 * 1024
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,6})([0-9]{1,7})["']""")
_ROW_OR_CELL = re.compile(rb"<(?:[A-Za-z0-9]+:)?(row|c)[\s/>]")
_LONGEST_REFERENCE = 24
# A workbook below these is opened at once: even if all of its cells named its longest text, it would be small.
_SMALL_BYTES, _SMALL_CELLS, _SMALL_WORK = 4 * 1024 * 1024, 200_000, 40 * 1024 * 1024
_MARKS = (b"\x00", b"&#", b"<!DOCTYPE", b"<!ENTITY")


@dataclass
class Measured:
    """Sizes that no way of writing the parts can make smaller than they are."""

    unpacked: int = 0
    tags: int = 0
    text: int = 0
    sheets: int = 0
    cells: int = 0
    deepest: int = 0
    widest: int = 0
    is_plain: bool = True

    @property
    def is_small(self) -> bool:
        """Whether it can be opened here: in plain letters, so that what was counted is all there is."""
        area = max(self.deepest * self.widest, self.cells)
        # Several sheets may be one part, which is then opened as often.
        work = max(self.tags * self.text, self.sheets * self.unpacked)
        return self.is_plain and self.unpacked <= _SMALL_BYTES and area <= _SMALL_CELLS and work <= _SMALL_WORK


def measure(content: bytes, limits: Limits) -> Measured:
    """Refuse what would fill the memory once open: too much inside the archive, too many cells, or cells too far apart.

    The archive's directory says how large each part is; reading every part through proves that it tells the truth.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            found = Measured(unpacked=sum(part.file_size for part in parts))
            if found.unpacked > limits.unpacked_bytes:
                raise UnreadableFile(
                    f"This workbook unpacks to more than {limits.unpacked_bytes // 1024**2:,} MB, which is too large to open here. "
                    "Save only the sheet that is needed, as .csv, and try again."
                )
            if any(part.flag_bits & 0x1 for part in parts):
                raise UnreadableFile(
                    "This workbook is protected with a password. Open it in Excel, remove the password, save it and try again."
                )
            for part in parts:
                _measure_part(archive, part, found, limits)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableFile(DAMAGED) from error


def _measure_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, found: Measured, limits: Limits) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    cells = rows = in_row = 0
    for chunk in _chunks(archive, part):
        if not is_sheet:
            _measure_beside_sheets(part, chunk, found)
            continue
        found.is_plain = found.is_plain and not any(mark in chunk for mark in _MARKS)
        references = _REFERENCE.findall(chunk)
        found.widest = max([found.widest, *map(_column_number, {column for column, _ in references})])
        found.deepest = max([found.deepest, *map(int, {row for _, row in references})])
        tags = _ROW_OR_CELL.findall(chunk)
        cells += tags.count(b"c")
        rows += tags.count(b"row")
        if len(references) < len(tags):
            # Cells that do not say where they stand follow each other.
            in_row = _longest_row(tags, in_row, found)
        found.tags += chunk.count(b"<")
        found.cells, found.deepest = max(found.cells, cells), max(found.deepest, rows)
        check_size(found.deepest, found.widest, limits, cells=found.cells)
    if part.filename.endswith("sharedStrings.xml"):
        found.text = max(found.text, part.file_size)


def _measure_beside_sheets(part: zipfile.ZipInfo, chunk: bytes, found: Measured) -> None:
    if part.filename == "xl/workbook.xml":
        found.sheets += chunk.count(b"<")
    if found.is_plain and part.filename.endswith((".xml", ".rels")):
        found.is_plain = not any(mark in chunk for mark in (b"\x00", b"<!"))


def _longest_row(tags: list[bytes], in_row: int, found: Measured) -> int:
    """Keep the most cells of a row; the cells so far of the row that goes on in the next piece."""
    for tag in tags:
        in_row = 0 if tag == b"row" else in_row + 1
        found.widest = max(found.widest, in_row)
    return in_row


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part, unpacked piece by piece; each piece begins with the end of the last, lest a reference be cut in two."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_LONGEST_REFERENCE:]


def check_size(rows: int, columns: int, limits: Limits, *, cells: int = 0) -> None:
    """Refuse more rows, columns or cells than ``limits``; one row more is allowed, for the header."""
    if rows > limits.rows + 1:
        raise UnreadableFile(
            f"This sheet reaches down to row {rows:,}; at most {limits.rows:,} rows can be read. "
            "Delete the empty rows below the table, or split it, and try again."
        )
    if columns > limits.columns:
        raise UnreadableFile(
            f"This sheet has {columns:,} columns; at most {limits.columns:,} can be read. "
            "Delete the columns to the right of the table and try again."
        )
    if max(rows * columns, cells) > limits.cells:
        raise UnreadableFile(
            f"This sheet has {max(rows * columns, cells):,} cells; at most {limits.cells:,} can be read. Split it and try again."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
