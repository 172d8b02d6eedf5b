"""CSV as councils write it: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs; line breaks inside quotes."""

import csv
from codecs import iterdecode
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice

from foundation.sheets.sheet import Limits, UnreadableFile

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SAMPLE = 50
_PIECE = 1024 * 1024
# Empty values at the end of a row are no columns, up to here.
_WIDEST = 20_000


def read_text(content: bytes, limits: Limits) -> tuple[list[tuple[str, ...]], list[str]]:
    """Every record of a text file, blank ones too so that numbers stay true, and notes of what was understood.

    It is decoded line by line, and each text that comes again is kept once: of a published table's six million values few differ.
    """
    encoding, notes = _encoding_of(content)
    _refuse_too_many_values(content, limits)
    told = _told_delimiter(_opened(content, encoding).readline())
    delimiter = told or _likely_delimiter(_opened(content, encoding))
    if delimiter != ",":
        notes.append(f"The values are separated by {_DELIMITERS[delimiter]}s.")
    lines = _opened(content, encoding)
    records: list[tuple[str, ...]] = []
    if told:
        lines.readline()
        records.append(())
    kept: dict[str, str] = {}
    for record in _records(lines, delimiter):
        if len(records) > limits.rows:
            raise UnreadableFile(f"This file has more than {limits.rows:,} rows. Split it into smaller files and try again.")
        if len(record) > _WIDEST:
            raise UnreadableFile(
                f"Row {len(records) + 1} has {len(record):,} values; at most {limits.columns:,} columns can be read. "
                "Delete what is to the right of the table and try again."
            )
        records.append(tuple([kept.setdefault(cell, cell) for cell in record]))
    return records, notes


def _refuse_too_many_values(content: bytes, limits: Limits) -> None:
    """Counted before a single value is made of them."""
    most = max(content.count(delimiter.encode()) for delimiter in _DELIMITERS)
    if most > limits.cells:
        raise UnreadableFile(f"This file has {most:,} values or more; at most {limits.cells:,} can be read. Split it and try again.")


def _opened(content: bytes, encoding: str) -> TextIOWrapper:
    """As lines, each with the line end that it has: the csv module makes of them what it needs."""
    return TextIOWrapper(BytesIO(content.rstrip(b"\x1a") if encoding != "utf-16" else content), encoding, newline="")


def _encoding_of(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        _require_letters(content, "utf-16")
        return "utf-16", ["The file is UTF-16 text."]
    try:
        for piece in iterdecode(_pieces(content), "utf-8-sig"):
            del piece
    except UnicodeDecodeError:
        _require_letters(content, "cp1252")
        return "cp1252", ["The file is Windows-1252 text."]
    return "utf-8-sig", []


def _pieces(content: bytes) -> Iterator[bytes]:
    content = content.rstrip(b"\x1a")
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]


def _require_letters(content: bytes, encoding: str) -> None:
    try:
        has_null = any("\x00" in piece for piece in iterdecode(_pieces(content) if encoding != "utf-16" else [content], encoding))
    except UnicodeDecodeError as error:
        raise UnreadableFile("The letters in this file cannot be read. Save it from Excel as “CSV UTF-8” and try again.") from error
    if has_null:
        raise UnreadableFile("This file is not text: it holds bytes that no spreadsheet writes. Save it from Excel as .csv and try again.")


def _told_delimiter(first: str) -> str:
    """Excel's own first line ``sep=;``."""
    told = first.strip("\r\n ").lower()
    return told[4:] if told.startswith("sep=") and told[4:] in _DELIMITERS else ""


def _likely_delimiter(lines: TextIOWrapper) -> str:
    """The separator that cuts most of the first records into the same number of values, the more values the better.

    One that cuts every record into as many goes before any that does not: a column of remarks may have a semicolon in most of its cells.
    """

    def merit(delimiter: str) -> tuple[bool, float]:
        lines.seek(0)
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            widths = Counter(len(record) for record in islice(reader, _SAMPLE) if record)
        except csv.Error:
            return False, 0
        width, records = widths.most_common(1)[0] if widths else (1, 0)
        return width > 1 and records == widths.total(), width * records / widths.total() if width > 1 else 0

    return max(_DELIMITERS, key=merit)


def _records(lines: TextIOWrapper, delimiter: str) -> Iterator[list[str]]:
    # Strict, or a quotation mark that never closes would swallow the rest of the file without a word.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(
                f"Row {number} cannot be read: a quotation mark in it is not closed, or a value is too long. "
                "Correct the row, or save the file again from Excel, and try again."
            ) from error
        yield record
