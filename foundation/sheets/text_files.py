"""CSV as councils write it: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs; line breaks inside quotes."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from foundation.sheets.sheet import Limits, UnreadableFile

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_SAMPLE = 50
# Empty values at the end of a row are no columns, up to here.
_WIDEST = 20_000


def read_text(content: bytes, limits: Limits) -> tuple[list[list[str]], list[str]]:
    """Every record of a text file, blank ones too so that numbers stay true, and notes of what was understood."""
    text, notes = _decode(content)
    _refuse_too_many_values(text, limits)
    told, rest = _told_delimiter(text)
    delimiter = told or _likely_delimiter(rest)
    if delimiter != ",":
        notes.append(f"The values are separated by {_DELIMITERS[delimiter]}s.")
    records: list[list[str]] = [[]] if told else []
    for record in _records(rest, delimiter):
        if len(records) > limits.rows:
            raise UnreadableFile(f"This file has more than {limits.rows:,} rows. Split it into smaller files and try again.")
        if len(record) > _WIDEST:
            raise UnreadableFile(
                f"Row {len(records) + 1} has {len(record):,} values; at most {limits.columns:,} columns can be read. "
                "Delete what stands to the right of the table and try again."
            )
        records.append(record)
    return records, notes


def _refuse_too_many_values(text: str, limits: Limits) -> None:
    """Counted before a single value is made of them."""
    most = max(map(text.count, _DELIMITERS))
    if most > limits.cells:
        raise UnreadableFile(f"This file has {most:,} values or more; at most {limits.cells:,} can be read. Split it and try again.")


def _decode(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16"), ["The file is UTF-16 text."]
    content = content.rstrip(b"\x1a")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return _decoded(content, "cp1252"), ["The file is Windows-1252 text."]


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile("The letters in this file cannot be read. Save it from Excel as “CSV UTF-8” and try again.") from error
    if "\x00" in text:
        raise UnreadableFile("This file is not text: it holds bytes that no spreadsheet writes. Save it from Excel as .csv and try again.")
    return text


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line ``sep=;``, and the text after it."""
    first, _, rest = text.partition("\n")
    told = first.strip("\r ").lower()
    if told.startswith("sep=") and told[4:] in _DELIMITERS:
        return told[4:], rest
    return "", text


def _likely_delimiter(text: str) -> str:
    """The separator that cuts most of the first records into the same number of values, the more values the better."""

    def merit(delimiter: str) -> float:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(record) for record in islice(reader, _SAMPLE) if record)
        except csv.Error:
            return 0
        width, records = widths.most_common(1)[0] if widths else (1, 0)
        return width * records / widths.total() if width > 1 else 0

    return max(_DELIMITERS, key=merit)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    # Strict, or a quotation mark that never closes would swallow the rest of the file without a word.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
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
