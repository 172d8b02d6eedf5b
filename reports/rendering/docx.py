"""The report as a Word document that a screen reader can walk. Works out no figure.

Real headings, header rows marked and repeated, pictures with words, the language set. Upright pages throughout, so that none is left part
empty for the sake of a table; a report approved earlier keeps its landscape pages.
"""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from foundation.charts import png_of_svg
from foundation.documents import Bullets, Cell, Paragraph, Runs, Table, cells_of
from foundation.documents import word_parts as parts
from foundation.documents.packages import without_moments
from reports.content import Block, Callout, Chart, Document, Remarks, ReportSection

from .column_widths import column_widths
from .keeping import LONGEST_KEPT_WHOLE, is_kept_whole, stays_with_next
from .lines import line_in_words, line_svg
from .one_row import has_one_row, one_row_in_words
from .pictures import png_of
from .style import ReportStyle
from .word_template import is_blank, opened_template

FONT = "Arial"
A4 = (Cm(21), Cm(29.7))
MARGIN = Cm(2)
CELL_SIZE, LINE_WIDTH = 8.5, 44
PICTURE_TYPES = ("image/png", "image/jpeg")


def render_docx(document: Document, look: ReportStyle | None = None) -> bytes:
    """In the council's own template where it has one: then styles, page, header and footer are the template's."""
    look = look or ReportStyle()
    word = _begun(document, look)
    parts.set_language(word, "en-GB")
    _set_properties(word, document)
    _title(word, document)
    landscape = begins_page = False
    for section in document.sections:
        wide = section.landscape if section.level == 1 else landscape
        if wide != landscape:
            _turn(word.add_section(WD_SECTION.NEW_PAGE), landscape=wide)
            landscape = wide
        _section(word, section, look, begins_page=begins_page)
        begins_page = section.ends_page
    output = BytesIO()
    word.save(output)
    return without_moments(output.getvalue())


def _begun(document: Document, look: ReportStyle) -> WordDocument:
    """A document without words, but for its header and footer and the logo."""
    if look.word_template:
        word = opened_template(look.word_template)
        first = word.sections[0]
        if is_blank(first.header):
            _head(first, document)
        if is_blank(first.footer):
            _foot(first, document)
        return word
    word = docx.Document()
    _set_styles(word, look.colour)
    _set_page(word.sections[0])
    _head(word.sections[0], document)
    _foot(word.sections[0], document)
    _logo(word, document, look)
    return word


def _set_styles(word: WordDocument, colour: str) -> None:
    ink = RGBColor.from_string(colour.lstrip("#").upper())
    for name, size in (("Normal", 10.5), ("Title", 26), ("Heading 1", 18), ("Heading 2", 14), ("Caption", 10.5)):
        style = word.styles[name]
        parts.set_font(style, FONT)
        style.font.size = Pt(size)
        if name != "Normal":
            style.font.color.rgb = ink
            style.font.bold = True
            style.font.italic = False
            style.paragraph_format.keep_with_next = True
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    word.styles["Heading 1"].paragraph_format.space_before = Pt(18)
    word.styles["Heading 1"].paragraph_format.space_after = Pt(6)


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = f"{document.title}: {document.period}"
    properties.author = document.council
    properties.subject = f"Report to the Improvement Board on {document.period}"
    properties.language = "en-GB"
    properties.comments = ""


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _turn(section: Any, *, landscape: bool) -> None:
    """The page on its side, or upright again."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    short, long = sorted((section.page_width, section.page_height))
    section.page_width, section.page_height = (long, short) if landscape else (short, long)


def _head(section: Any, document: Document) -> None:
    """On every page: whose report, on what."""
    section.header.paragraphs[0].text = f"{document.council} · {document.title}, {document.period}"


def _foot(section: Any, document: Document) -> None:
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(f"{document.status} · Page ")
    parts.add_field(footer, "PAGE")
    footer.add_run(" of ")
    parts.add_field(footer, "NUMPAGES")


def _logo(word: WordDocument, document: Document, look: ReportStyle) -> None:
    if look.logo and look.logo_type in PICTURE_TYPES:
        picture = word.add_paragraph().add_run().add_picture(BytesIO(look.logo), height=Cm(1.8))
        parts.describe_picture(picture, f"{document.council}: logo", document.council)


def _title(word: WordDocument, document: Document) -> None:
    word.add_paragraph(document.council)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.period)
    if document.meeting:
        word.add_paragraph(f"Improvement Board of {document.meeting}")
    word.add_paragraph(document.status)
    if document.authors:
        word.add_paragraph(document.authors)


def _section(word: WordDocument, section: ReportSection, look: ReportStyle, *, begins_page: bool) -> None:
    word.add_heading(section.heading, level=section.level).paragraph_format.page_break_before = begins_page or None
    for block, following in pairwise([*section.blocks, None]):
        if block is not None:
            _block(word, block, look, stays=stays_with_next(block, following))


def _block(word: WordDocument, block: Block, look: ReportStyle, *, stays: bool) -> None:
    if isinstance(block, Paragraph):
        paragraph = word.add_paragraph()
        _write(paragraph, block.looks)
        paragraph.paragraph_format.keep_with_next = stays
    elif isinstance(block, Bullets):
        _list(word, block)
    elif isinstance(block, Callout):
        parts.shade_paragraph(word.add_paragraph(block.text), look.colour)
    elif isinstance(block, Table):
        _one_row(word, block) if has_one_row(block) else _table(word, block, look)
    elif isinstance(block, Remarks):
        _remarks(word, block)
    else:
        _picture(word, block)


def _write(paragraph: WordParagraph, runs: Runs) -> None:
    for run in runs:
        if run.link:
            parts.add_link(paragraph, run.text, run.link, bold=run.bold)
        else:
            paragraph.add_run(run.text).bold = run.bold or None


def _list(word: WordDocument, block: Bullets) -> None:
    """Numbers from 1, as Word counts them; typed where a council's own template knows no numbered list."""
    numbering = parts.new_numbering(word) if block.is_numbered else None
    style = "List Number" if numbering else "Normal" if block.is_numbered else "List Bullet"
    for place, runs in enumerate(block.looks, start=1):
        paragraph = word.add_paragraph(style=style)
        if numbering:
            parts.set_numbering(paragraph, numbering)
        elif block.is_numbered:
            paragraph.add_run(f"{place}. ")
        _write(paragraph, runs)


def _room(word: WordDocument) -> int:
    """The width between the margins of the page that is being filled."""
    section = word.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return int(width or 0) - int(left or 0) - int(right or 0)


def _picture(word: WordDocument, chart: Chart) -> None:
    room = _room(word)
    picture = word.add_paragraph().add_run().add_picture(BytesIO(png_of(chart)))
    scale = min(1.0, room / picture.width)
    picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
    parts.describe_picture(picture, chart.title, chart.alt)


def _table(word: WordDocument, table: Table, look: ReportStyle) -> None:
    word.add_paragraph(table.caption, style="Caption")
    grid = word.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    if not look.word_template:
        parts.lighten_borders(grid)
    parts.describe_table(grid, table.caption)
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _fill(cell, column.words, number=column.numeric, bold=True, stays=True)
    parts.mark_header_row(grid.rows[0])
    rows, whole = [cells_of(row) for row in table.rows], is_kept_whole(table)
    for place, row in enumerate(rows, start=1):
        line = grid.add_row()
        if _fits_a_page(row):
            parts.keep_row_whole(line)
        # The notes, the first row under the header and the last are never left alone on a page; a short table is on one.
        stays = bool(table.notes) if place == len(rows) else place == len(rows) - 1 or whole
        name = next((value.shown for value, column in zip(row, table.columns, strict=True) if column.names_row), "")
        for cell, column, value in zip(line.cells, table.columns, row, strict=True):
            _fill(cell, value.shown, number=column.numeric, bold=column.names_row, stays=stays)
            if value.line:
                _draw_line(cell, line_svg(value, name, column), line_in_words(value, name, column))
    _set_widths(grid, column_widths(table, Emu(_room(word)).pt, CELL_SIZE))
    _notes(word, table)
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _fits_a_page(row: Sequence[Cell]) -> bool:
    """A row kept whole goes to the next page where it does not fit; one longer than a page could not be printed."""
    return max(len(cell.shown) for cell in row) <= LONGEST_KEPT_WHOLE


def _one_row(word: WordDocument, table: Table) -> None:
    """A table of one row is a sentence: what each column says, after the name of the row."""
    name, said = one_row_in_words(table)
    word.add_paragraph(table.caption, style="Caption")
    paragraph = word.add_paragraph()
    paragraph.add_run(f"{name}. ").bold = True
    paragraph.add_run(said)
    paragraph.paragraph_format.keep_with_next = bool(table.notes)
    _notes(word, table)


def _remarks(word: WordDocument, remarks: Remarks) -> None:
    word.add_paragraph(remarks.title, style="Caption")
    for item in remarks.items:
        paragraph = word.add_paragraph()
        paragraph.add_run(item.about).bold = True
        for name, text in (("", item.comment), ("Action: ", item.action)):
            if text:
                paragraph.add_run().add_break()
                paragraph.add_run(name).bold = True
                paragraph.add_run(text)


def _fill(cell: WordCell, text: str, *, number: bool, bold: bool, stays: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = stays
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size = Pt(CELL_SIZE)
    if bold:
        run.bold = True


def _draw_line(cell: WordCell, svg: str, words: str) -> None:
    run = cell.paragraphs[0].add_run()
    run.add_break()
    parts.describe_picture(run.add_picture(BytesIO(png_of_svg(svg, 4)), width=Pt(LINE_WIDTH)), "Line of months", words)


def _notes(word: WordDocument, table: Table) -> None:
    for place, note in enumerate(table.notes):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4 if place == 0 else 0)
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = place < len(table.notes) - 1
        paragraph.add_run(note).font.size = Pt(9)


def _set_widths(grid: WordTable, widths: Sequence[float]) -> None:
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Pt(width)
    # Row by row: python-docx looks through the whole table for the cells of one column.
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
