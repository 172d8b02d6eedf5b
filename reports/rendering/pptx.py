"""The report as slides: a message each, charts that PowerPoint draws, the tables in the speaker's notes. Works out no figure."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from foundation.charts.palette import INK
from foundation.documents import Table
from foundation.documents.packages import without_moments
from reports.content import Document, Remarks

from . import pptx_parts as parts
from .chart_figures import shown_cells
from .column_widths import column_widths
from .deck import DeckSlide, Note, slides_of
from .measuring import LINE_HEIGHT, height_of, in_boxes, lines_of
from .pictures import wide_png_of
from .pptx_charts import add_chart
from .style import ReportStyle

TITLES, POINTS, CELLS = (28, 26, 24, 22, 20, 18), 20, 12
# Inside a box, from its edge to the words, left and right or above and below; a bullet stands before them.
_INSET, _ABOVE, _BULLET, _IN_CELLS = 14.4, 7.2, 27.0, 10.0
_BETWEEN = 8.0
_CAUTION = 14
PICTURES = ("image/png", "image/jpeg", "image/gif")
_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
_PALE = RGBColor.from_string("F3F6F8")


def render_pptx(document: Document, look: ReportStyle | None = None) -> bytes:
    look = look or ReportStyle()
    slides = parts.new_presentation(look.colour)
    ink = RGBColor.from_string(look.colour.lstrip("#").upper())
    _set_properties(slides, document)
    _title_slide(slides, document, look, ink)
    foot = f"{document.council} · {document.period} · {document.status}"
    for planned in slides_of(document):
        for slide in _made(slides, planned, ink):
            parts.add_foot(slide, foot)
    parts.speak_english(slides)
    output = BytesIO()
    slides.save(output)
    return without_moments(output.getvalue())


def _set_properties(slides: Any, document: Document) -> None:
    properties = slides.core_properties
    properties.title = f"{document.title}: {document.period}"
    properties.author = properties.last_modified_by = document.council
    properties.subject = f"Report to the Improvement Board on {document.period}"
    properties.language = parts.LANGUAGE


def _new(slides: Any, layout: str) -> Any:
    return slides.slides.add_slide(next(each for each in slides.slide_layouts if each.name == layout))


def _title_slide(slides: Any, document: Document, look: ReportStyle, ink: RGBColor) -> None:
    slide = _new(slides, parts.TITLE_LAYOUT)
    _entitle(slide, f"{document.title}: {document.period}", ink, parts.ROOM, Inches(1.9))
    meeting = f"Improvement Board of {document.meeting}" if document.meeting else ""
    said = [line for line in (document.council, meeting, document.status, document.authors) if line]
    frame = slide.placeholders[1].text_frame
    frame.text = "\n".join(said)
    for paragraph in frame.paragraphs:
        paragraph.alignment, paragraph.font.size, paragraph.font.color.rgb = PP_ALIGN.LEFT, Pt(18), RGBColor.from_string(INK[1:].upper())
    if look.logo and look.logo_type in PICTURES:
        logo = slide.shapes.add_picture(BytesIO(look.logo), parts.LEFT, Inches(0.5), height=Inches(0.9))
        logo.width = min(logo.width, parts.ROOM)
        parts.describe(logo, "Logo", f"{document.council}: logo")


def _entitle(slide: Any, title: str, ink: RGBColor, width: int, height: int) -> None:
    frame = slide.shapes.title.text_frame
    frame.text = title
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    room = Emu(width).pt - _INSET
    size = next((each for each in TITLES if height_of(title, each, room) <= Emu(height).pt - _ABOVE), TITLES[-1])
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.runs[0].font
    font.size, font.bold, font.color.rgb = Pt(size), True, ink


def _made(slides: Any, planned: DeckSlide, ink: RGBColor) -> list[Any]:
    """The slide, or the several that what it says takes, with the notes on the first."""
    if planned.table:
        made = _table_slides(slides, planned, planned.table)
    elif planned.chart or planned.picture:
        made = [_chart_slide(slides, planned)]
    else:
        made = _point_slides(slides, planned)
    for place, slide in enumerate(made, start=1):
        part = f" ({place} of {len(made)})" if len(made) > 1 else ""
        _entitle(slide, f"{planned.title}{part}", ink, parts.ROOM, parts.TITLE_HEIGHT)
        slide.notes_slide.notes_text_frame.text = (
            _notes(planned.notes) if place == 1 else f"The notes are on the first slide of “{planned.title}”."
        )
    return made


def _notes(notes: Sequence[Note]) -> str:
    return "\n\n".join(_note(note) for note in notes) or "The slide says all of it."


def _note(note: Note) -> str:
    """A table's cells stand apart by tabs, a row a line."""
    if isinstance(note, Table):
        rows = [note.header, *shown_cells(note)]
        return "\n".join([note.caption, *("\t".join(row) for row in rows), *note.notes])
    if isinstance(note, Remarks):
        said = [[item.about, item.comment, f"Action: {item.action}" if item.action else ""] for item in note.items]
        return "\n".join([note.title, *(". ".join(part.rstrip(".") for part in each if part) + "." for each in said)])
    return note


def _point_slides(slides: Any, planned: DeckSlide) -> list[Any]:
    room, height = Emu(parts.ROOM).pt - _INSET - _BULLET, Emu(parts.BODY_HEIGHT).pt - _ABOVE
    most = int(height // (POINTS * LINE_HEIGHT)) - 1
    points = [piece for point in planned.points for piece in _pieces(point, room, most)]
    heights = [height_of(point, POINTS, room) + _BETWEEN for point in points]
    made = []
    for box in in_boxes(heights, height):
        slide = _new(slides, parts.POINTS_LAYOUT)
        frame = slide.placeholders[1].text_frame
        frame.text = "\n".join(points[box])
        for paragraph, point in zip(frame.paragraphs, points[box], strict=True):
            parts.set_runs(paragraph, planned.looks.get(point, ()))
            paragraph.font.size, paragraph.space_before, paragraph.space_after = Pt(POINTS), Pt(0), Pt(_BETWEEN)
            paragraph.line_spacing = 1.0
        made.append(slide)
    return made


def _pieces(point: str, room: float, most: int) -> list[str]:
    """A point, on one line as a title's are; one that no slide could hold goes on on the next."""
    lines = lines_of(" ".join(point.split()), POINTS, room)
    return [" ".join(lines[at : at + most]) for at in range(0, len(lines), most)]


def _chart_slide(slides: Any, planned: DeckSlide) -> Any:
    slide = _new(slides, parts.BARE_LAYOUT)
    caution = " ".join(planned.points)
    below = _caution_height(caution)
    box = (parts.LEFT, parts.BODY_TOP, parts.ROOM, Emu(parts.BODY_HEIGHT - below))
    if planned.chart:
        frame = add_chart(slide, planned.chart, box)
        parts.describe(frame, "Chart", planned.alt)
    elif planned.picture:
        parts.describe(_picture(slide, wide_png_of(planned.picture), box), "Chart", planned.alt)
    if caution:
        words = slide.shapes.add_textbox(parts.LEFT, Emu(parts.BODY_TOP + parts.BODY_HEIGHT - below), parts.ROOM, below).text_frame
        words.word_wrap = True
        words.text = caution
        words.paragraphs[0].runs[0].font.size = Pt(_CAUTION)
    return slide


def _caution_height(caution: str) -> Emu:
    return Emu(Pt(height_of(caution, _CAUTION, Emu(parts.ROOM).pt - _INSET) + 2 * _ABOVE)) if caution else Emu(0)


def _picture(slide: Any, content: bytes, box: tuple[Any, Any, Any, Any]) -> Any:
    """As large as the box allows, in its own shape."""
    left, top, width, height = box
    picture = slide.shapes.add_picture(BytesIO(content), left, top)
    scale = min(width / picture.width, height / picture.height)
    picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
    return picture


def _table_slides(slides: Any, planned: DeckSlide, table: Table) -> list[Any]:
    widths = column_widths(table, Emu(parts.ROOM).pt - 1, CELLS)
    header, *rows = [table.header, *shown_cells(table)]
    room = Emu(parts.BODY_HEIGHT).pt - _row_height(header, widths)
    most = int((room - _ABOVE) // (CELLS * LINE_HEIGHT))
    rows = [piece for row in rows for piece in _row_pieces(row, widths, most)]
    made = []
    for box in in_boxes([_row_height(row, widths) for row in rows], room):
        slide = _new(slides, parts.BARE_LAYOUT)
        _table(slide, table, [header, *rows[box]], widths)
        made.append(slide)
    return made


def _row_height(row: Sequence[str], widths: Sequence[float]) -> float:
    return max(height_of(text, CELLS, width - _IN_CELLS) for text, width in zip(row, widths, strict=True)) + _ABOVE


def _row_pieces(row: Sequence[str], widths: Sequence[float], most: int) -> list[list[str]]:
    """A row, or the several that one takes which is longer than a slide."""
    lines = [lines_of(text, CELLS, width - _IN_CELLS) for text, width in zip(row, widths, strict=True)]
    longest = max(len(each) for each in lines)
    if longest <= most:
        return [list(row)]
    return [[" ".join(each[at : at + most]) for each in lines] for at in range(0, longest, most)]


def _table(slide: Any, table: Table, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    height = sum(_row_height(row, widths) for row in rows)
    frame = slide.shapes.add_table(len(rows), len(widths), parts.LEFT, parts.BODY_TOP, parts.ROOM, Pt(height))
    parts.describe(frame, table.caption, table.caption)
    grid = frame.table
    grid._tbl.tblPr.find(parts.qn("a:tableStyleId")).text = _GRID
    grid.first_row, grid.first_col, grid.horz_banding = True, any(column.names_row for column in table.columns), False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Pt(width)
    for place, (line, row) in enumerate(zip(grid.rows, rows, strict=True)):
        line.height = Pt(_row_height(row, widths))
        for cell, text, column in zip(line.cells, row, table.columns, strict=True):
            cell.text = text
            cell.margin_left = cell.margin_right = Pt(_IN_CELLS / 2)
            if place == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = _PALE
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.bold = Pt(CELLS), place == 0 or column.names_row
                paragraph.alignment = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
