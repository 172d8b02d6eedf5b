"""Reading CSV and XLSX with caps, and understanding their cells. No Django."""

from foundation.sheets.asides import Aside, aside_of
from foundation.sheets.cells import (
    MISSING,
    Missing,
    ParsedFigure,
    clean_paragraphs,
    clean_text,
    is_error,
    parse_figure,
    parse_month,
    parse_number,
)
from foundation.sheets.columns import MatchedColumns, SheetColumn, heading_key, identifiers_of, match_columns
from foundation.sheets.opened import notes_of_sheets
from foundation.sheets.reading import read_rows, sheets_of
from foundation.sheets.sheet import Cell, Limits, Row, Sheet, TooMuchToOpen, UnreadableFile, column_letters

__all__ = [
    "MISSING",
    "Aside",
    "Cell",
    "SheetColumn",
    "ParsedFigure",
    "Limits",
    "MatchedColumns",
    "Missing",
    "Row",
    "Sheet",
    "TooMuchToOpen",
    "UnreadableFile",
    "aside_of",
    "clean_paragraphs",
    "clean_text",
    "column_letters",
    "heading_key",
    "identifiers_of",
    "is_error",
    "match_columns",
    "notes_of_sheets",
    "parse_figure",
    "parse_month",
    "parse_number",
    "read_rows",
    "sheets_of",
]
