"""OpenDocument spreadsheets (.ods), as LibreOffice keeps them and councils publish them, read piece by piece.

Our own reader, for calamine gives no formats, no merged cells and nothing that is hidden, and trusts how often a cell says it is repeated.
"""

import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.parsers import expat

from foundation.sheets.measuring import check_size
from foundation.sheets.number_formats import shown
from foundation.sheets.opened import DAMAGED, NOTHING_IN_IT, Merged, Opened, is_table, notes_of_sheets, require_sheet
from foundation.sheets.sheet import Cell, Limits, UnreadableFile

_PART = "content.xml"
_EXTENSION = "calcext"
_CELLS = ("table-cell", "covered-table-cell")
_NOT_OF_THE_CELL = ("annotation", "shapes", "forms", "tracked-changes")
_NOT_SHOWN = ("collapse", "filter")
_SPACES = 1_000
_MOST_MERGED = 20_000
_PIECE = 256 * 1024


def is_open_document(content: bytes) -> bool:
    """Of an archive that was looked at before: whether it is no Excel workbook."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return _PART in archive.namelist() and "xl/workbook.xml" not in archive.namelist()


def names_in_open_document(content: bytes) -> list[str]:
    """The visible sheets."""
    return _parsed(content, _OpenDocumentReader("", Limits(), names_only=True)).visible


def read_open_document(content: bytes, wanted: str = "", limits: tuple[int, int, int] | None = None) -> Opened:
    """The sheet that is ``wanted``, or the first visible one that is a table. Percentages and numbers with zeros in front are text."""
    rows, columns, cells = limits or (Limits.rows, Limits.columns, Limits.cells)
    read = _parsed(content, _OpenDocumentReader(wanted, Limits(rows=rows, columns=columns, cells=cells)))
    require_sheet(wanted, read.visible)
    if read.found is None:
        raise UnreadableFile(NOTHING_IN_IT)
    return read.found._replace(notes=notes_of_sheets(read.found.name, read.visible, read.hidden))


def _parsed(content: bytes, reader: "_OpenDocumentReader") -> "_OpenDocumentReader":
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.text, _refuse
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(_PART) as part:
            while piece := part.read(_PIECE):
                parser.Parse(piece)
            parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError) as error:
        raise UnreadableFile(DAMAGED) from error
    return reader


def _refuse(*declared: Any) -> None:
    raise UnreadableFile(DAMAGED)


class _OpenDocumentReader:
    """Follows the document's tags. Blank rows and cells at the ends, of which every sheet says that it has a million, are let go."""

    def __init__(self, wanted: str, limits: Limits, *, names_only: bool = False):
        self.wanted, self.limits, self.is_done = wanted, limits, names_only
        self.visible: list[str] = []
        self.hidden: list[str] = []
        self.found: Opened | None = None
        self.styles_not_shown: set[str] = set()
        self.style = ""
        self.sheet: _Sheet | None = None
        self.passed_over = 0
        self.words: list[str] | None = None
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            "style": self._style, "table-properties": self._table_properties, "table": self._table, "table-column": self._column,
            "table-row": self._row, "p": self._paragraph, "s": self._spaces, "tab": self._space, "line-break": self._line_break,
        }  # fmt: skip

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if self.passed_over or tag in _NOT_OF_THE_CELL:
            self.passed_over += 1
            return
        given = {_attribute(key): value for key, value in attributes.items()}
        if tag in _CELLS and self.sheet:
            self.sheet.cell(given)
        elif tag in self.starts:
            self.starts[tag](given)

    def end(self, name: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
            return
        tag = name.rpartition(" ")[2]
        if tag == "p" and self.sheet and self.words is not None:
            self.sheet.paragraphs.append("".join(self.words))
            self.words = None
        elif tag in _CELLS and self.sheet:
            self.sheet.end_cell()
        elif tag == "table-row" and self.sheet:
            self.sheet.end_row()
        elif tag == "table":
            self._end_table()

    def text(self, words: str) -> None:
        if self.words is not None and not self.passed_over:
            self.words.append(words)

    def _style(self, given: dict[str, str]) -> None:
        self.style = given.get("name", "")

    def _table_properties(self, given: dict[str, str]) -> None:
        if given.get("display") == "false":
            self.styles_not_shown.add(self.style)

    def _table(self, given: dict[str, str]) -> None:
        name = given.get("name", "")
        is_hidden = given.get("style-name", "") in self.styles_not_shown
        (self.hidden if is_hidden else self.visible).append(name)
        looked_at = not self.is_done and not is_hidden and self.wanted in ("", name)
        self.sheet = _Sheet(name, self.limits) if looked_at else None

    def _end_table(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is None or not sheet.rows:
            return
        is_chosen = bool(self.wanted) or is_table(sheet.rows)
        if is_chosen or self.found is None:
            self.found = Opened(sheet.rows, [], sheet.name, sheet.merged, sheet.hidden_rows, sheet.hidden_columns)
        self.is_done = is_chosen

    def _column(self, given: dict[str, str]) -> None:
        if self.sheet:
            self.sheet.column(_times(given, "number-columns-repeated"), given.get("visibility") in _NOT_SHOWN)

    def _row(self, given: dict[str, str]) -> None:
        if self.sheet:
            self.sheet.row(_times(given, "number-rows-repeated"), given.get("visibility") in _NOT_SHOWN)

    def _paragraph(self, given: dict[str, str]) -> None:
        if self.sheet:
            self.words = []

    def _spaces(self, given: dict[str, str]) -> None:
        self.text(" " * min(_times(given, "c"), _SPACES))

    def _space(self, given: dict[str, str]) -> None:
        self.text(" ")

    def _line_break(self, given: dict[str, str]) -> None:
        self.text("\n")


class _Sheet:
    def __init__(self, name: str, limits: Limits):
        self.name, self.limits = name, limits
        self.rows: list[list[Cell]] = []
        self.merged: list[Merged] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.paragraphs: list[str] = []
        self.given: dict[str, str] = {}
        self.at = self.columns = self.held = 0
        self.repeated, self.is_hidden = 1, False
        self.cells: list[Cell] = []
        self.blanks = 0

    def column(self, times: int, is_hidden: bool) -> None:
        if is_hidden:
            self.hidden_columns += range(self.columns, min(self.columns + times, self.limits.columns))
        self.columns += times

    def row(self, times: int, is_hidden: bool) -> None:
        self.repeated, self.is_hidden, self.cells, self.blanks = times, is_hidden, [], 0

    def cell(self, given: dict[str, str]) -> None:
        self.given, self.paragraphs = given, []

    def end_cell(self) -> None:
        value, times = _value(self.given, "\n".join(self.paragraphs)), _times(self.given, "number-columns-repeated")
        down, across = _times(self.given, "number-rows-spanned"), _times(self.given, "number-columns-spanned")
        if down * across > 1 and len(self.merged) < _MOST_MERGED:
            column = len(self.cells) + self.blanks
            self.merged.append((self.at, column, self.at + down - 1, column + across - 1))
        if value == "":
            self.blanks += times
            return
        check_size(0, len(self.cells) + self.blanks + times, self.limits)
        self.cells += [""] * self.blanks + [value] * times
        self.blanks = 0

    def end_row(self) -> None:
        if self.cells:
            self.held += len(self.cells) * self.repeated
            check_size(self.at + self.repeated, 0, self.limits, cells=self.held)
            self.rows += [[] for _ in range(self.at - len(self.rows))]
            self.rows += [list(self.cells) for _ in range(self.repeated)]
            if self.is_hidden:
                self.hidden_rows += range(self.at, self.at + self.repeated)
        self.at += self.repeated


def _value(given: dict[str, str], text: str) -> Cell:
    kind, value = given.get("value-type", ""), given.get("value", "")
    if given.get(f"{_EXTENSION}:value-type") == "error":
        return text
    try:
        if kind in ("float", "currency", "percentage"):
            return _number(float(value), text, is_share=kind == "percentage")
        if kind == "date":
            return _day(given.get("date-value", ""))
    except ValueError:
        return text
    if kind == "boolean":
        return given.get("boolean-value") == "true"
    return given.get("string-value", text)


def _number(value: float, text: str, *, is_share: bool) -> Cell:
    if is_share:
        return shown(value, "0%")
    if not value.is_integer():
        return value
    # A number with zeros in front is a name: it stays as it is shown.
    return text if text.startswith("0") and text.isdigit() and text != "0" and len(text) < 400 and int(text) == value else int(value)


def _day(text: str) -> Cell:
    moment = datetime.fromisoformat(text)
    return date(moment.year, moment.month, moment.day) if moment.time() == datetime.min.time() else moment


def _attribute(name: str) -> str:
    """Its own name; those of LibreOffice's extension say so, for it repeats the standard's."""
    space, _, own = name.rpartition(" ")
    return f"{_EXTENSION}:{own}" if _EXTENSION in space else own


def _times(given: dict[str, str], name: str) -> int:
    said = given.get(name, "1")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= 9 else 1
