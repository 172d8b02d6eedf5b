"""Tables and short documents (a letter, a page), whatever shows them, and the Word, PDF, XLSX and CSV files made of them. No Django."""

from .csv_files import csv_in_parts, write_csv
from .free_text import blocks_of
from .open_document import write_ods
from .pdf import pages_of, render_pdf
from .printable import printable_text, printable_values
from .rich_text import Bullets, Paragraph, RichBlock, Run, Runs
from .short_documents import DocumentPart, DocumentStyle, ShortDocument
from .shown_numbers import ShownNumber
from .tables import (
    AnyRow,
    Cell,
    CellKind,
    CellValue,
    Column,
    Fragment,
    Month,
    Table,
    TableRow,
    cells_of,
    in_words,
    plain_table,
    row_of,
    table_to_fill_in,
    without_zeros,
)
from .values_in_words import value_in_words
from .when_used import render_word, write_xlsx
from .workbooks import ChartKind, TableChart, TableLines, TableSeries, Workbook

__all__ = [
    "AnyRow",
    "Bullets",
    "Cell",
    "CellKind",
    "CellValue",
    "ChartKind",
    "Column",
    "Fragment",
    "DocumentStyle",
    "Month",
    "Paragraph",
    "RichBlock",
    "Run",
    "Runs",
    "ShortDocument",
    "ShownNumber",
    "DocumentPart",
    "Table",
    "TableChart",
    "TableLines",
    "TableRow",
    "TableSeries",
    "Workbook",
    "blocks_of",
    "cells_of",
    "csv_in_parts",
    "in_words",
    "pages_of",
    "plain_table",
    "printable_text",
    "printable_values",
    "render_pdf",
    "render_word",
    "row_of",
    "table_to_fill_in",
    "value_in_words",
    "without_zeros",
    "write_csv",
    "write_ods",
    "write_xlsx",
]
