"""A document as a Word document that a screen reader can walk: real headings, a marked header row, title and language set."""

import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from . import word_parts as parts
from .short_documents import DocumentStyle, ShortDocument

FONT = "Arial"
# Between the margins, in centimetres.
LINE = 17
SIZES = {"Normal": 10, "Title": 16, "Heading 1": 11.5, "List Bullet": 10, "List Number": 10, "Caption": 10}


def render_word(document: ShortDocument, look: DocumentStyle) -> bytes:
    plain = document.plain()
    word = docx.Document()
    _set_styles(word, look)
    _set_page(word, plain["foot"])
    _set_properties(word, plain["title"], look)
    word.add_paragraph(look.council)
    word.add_paragraph(plain["title"], style="Title")
    for name, value in plain["facts"]:
        _fact(word, name, value)
    for part in plain["parts"]:
        _part(word, part)
    output = BytesIO()
    word.save(output)
    return output.getvalue()


def _set_styles(word: WordDocument, look: DocumentStyle) -> None:
    ink = RGBColor.from_string(look.colour.lstrip("#").upper())
    for name, size in SIZES.items():
        style = word.styles[name]
        parts.set_font(style, FONT)
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.space_after = Pt(4)
        if name in ("Title", "Heading 1", "Caption"):
            style.font.color.rgb = ink
            style.font.bold = True
            style.paragraph_format.keep_with_next = True
    word.styles["Heading 1"].paragraph_format.space_before = Pt(8)
    parts.set_language(word, "en-GB")


def _set_page(word: WordDocument, foot: str) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.bottom_margin = Cm(2)
    section.top_margin = Cm(1.8)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{foot} · Page " if foot else "Page ")
    parts.add_field(footer, "PAGE")
    footer.add_run(" of ")
    parts.add_field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size = Pt(8.5)


def _set_properties(word: WordDocument, title: str, look: DocumentStyle) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.language = title, look.council, "en-GB"
    properties.comments = ""
    properties.created = properties.modified = datetime.datetime.now(tz=datetime.UTC)


def _fact(word: WordDocument, name: str, value: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(value)


def _part(word: WordDocument, part: dict[str, Any]) -> None:
    if part["heading"]:
        word.add_heading(part["heading"], level=1)
    for text in part["paragraphs"]:
        word.add_paragraph(text)
    for text in part["bullets"]:
        word.add_paragraph(text, style="List Bullet")
    if part["table"]:
        _table(word, part["table"])
    for block in part["blocks"]:
        _block(word, block)


def _block(word: WordDocument, block: dict[str, Any]) -> None:
    if block["kind"] == "table":
        word.add_paragraph(block["table"]["caption"], style="Caption")
        _table(word, block["table"])
    elif block["kind"] == "paragraph":
        _write(word.add_paragraph(), block["runs"])
    else:
        numbering = parts.new_numbering(word) if block["numbered"] else None
        for runs in block["items"]:
            paragraph = word.add_paragraph(style="List Number" if numbering else "List Bullet")
            if numbering:
                parts.set_numbering(paragraph, numbering)
            _write(paragraph, runs)


def _write(paragraph: Paragraph, runs: list[dict[str, Any]]) -> None:
    for run in runs:
        if run["link"]:
            parts.add_link(paragraph, run["text"], run["link"], bold=run["bold"])
        else:
            paragraph.add_run(run["text"]).bold = run["bold"] or None


def _table(word: WordDocument, given: dict[str, Any]) -> None:
    table = word.add_table(rows=1, cols=len(given["header"]), style="Table Grid")
    parts.lighten_borders(table)
    parts.describe_table(table, given["caption"])
    _fill(table.rows[0], given["header"], bold=True)
    parts.mark_header_row(table.rows[0])
    for cells in given["rows"]:
        row = table.add_row()
        _fill(row, cells)
        parts.keep_row_whole(row)
    _set_widths(table, given["widths"])


def _set_widths(table: Table, shares: list[int]) -> None:
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        width = Cm(LINE * share / sum(shares))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _fill(row: Any, texts: list[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(text).bold = bold
