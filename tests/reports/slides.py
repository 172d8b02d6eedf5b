"""A presentation as its speaker meets it: titles, what is on each slide, the tables in the notes, whether everything has room."""

import io
from collections.abc import Iterator

from pptx import Presentation
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Emu

from reports.rendering.column_widths import text_width


def opened(content: bytes) -> Slides:
    return Presentation(io.BytesIO(content))


def titles(slides: Slides) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in slides.slides]


def called(slides: Slides, start: str) -> Slide:
    return next(slide for slide in slides.slides if slide.shapes.title.text_frame.text.startswith(start))


def notes(slide: Slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def charts(slides: Slides) -> list[tuple[Slide, object]]:
    return [(slide, shape) for slide in slides.slides for shape in slide.shapes if shape.has_chart]


def figures(chart) -> dict[str, list[float | None]]:
    """Of each series its values, in the order of the categories."""
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


def native_tables(slides: Slides) -> dict[str, list[list[str]]]:
    """Cell by cell, header first, by caption; the slides that one goes over put together."""
    found: dict[str, list[list[str]]] = {}
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                name = shape._element.nvGraphicFramePr.cNvPr.get("descr")
                found[name] = found[name] + rows[1:] if name in found else rows
    return found


def tables_in_notes(slides: Slides, caption: str) -> list[list[list[str]]]:
    """Each time that the notes hold the table with this caption: its cells, header first."""
    found = []
    for slide in slides.slides:
        lines = notes(slide).split("\n")
        for at, line in enumerate(lines):
            if line == caption:
                rows = []
                for following in lines[at + 1 :]:
                    if "\t" not in following:
                        break
                    rows.append(following.split("\t"))
                found.append(rows)
    return found


def languages(slides: Slides) -> set[str | None]:
    """Of every piece of text, on the slides and in the notes."""
    parts = [part for slide in slides.slides for part in (slide, slide.notes_slide)]
    runs = [run for part in parts for run in part._element.iter("{*}r") if run.tag.endswith("main}r")]
    return {(properties := run.find("{*}rPr")) is not None and properties.get("lang") for run in runs}


def faults_of_layout(slides: Slides) -> list[str]:
    """What stands outside its slide, and what has more words than room."""
    found = []
    for number, slide in enumerate(slides.slides, start=1):
        for shape in slide.shapes:
            right, foot = shape.left + shape.width, shape.top + shape.height
            if shape.left < 0 or shape.top < 0 or right > slides.slide_width or foot > slides.slide_height:
                found.append(f"{number}: {shape.name} is outside")
            if shape.has_table:
                found += [f"{number}: {text[:40]}" for text in _too_long(shape.table)]
            elif shape.has_text_frame and _needed(shape.text_frame, Emu(shape.width).pt) > Emu(shape.height).pt:
                found.append(f"{number}: {shape.text_frame.text[:40]}")
    return found


def _too_long(table) -> Iterator[str]:
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            margins = Emu(cell.margin_left + cell.margin_right).pt
            if _lines_high(cell.text_frame.paragraphs, Emu(column.width).pt - margins) + 7 > Emu(row.height).pt + 0.1:
                yield cell.text


def _needed(frame, width: float) -> float:
    bullet = 27 if len(frame.paragraphs) > 1 else 0
    return _lines_high(frame.paragraphs, width - 14.4 - bullet)


def _lines_high(paragraphs, room: float) -> float:
    return sum(_lines(each.text, size := _size(each), room) * size * 1.2 for each in paragraphs)


def _size(paragraph) -> float:
    sizes = [each.font.size for each in (paragraph, *paragraph.runs) if each.font.size]
    return sizes[0].pt if sizes else 12


def _lines(text: str, size: float, room: float) -> int:
    count, used = 1, 0.0
    for word in text.split():
        width = text_width(f"{word} ", size)
        if used and used + width > room + size / 2:
            count, used = count + 1, 0.0
        used += width
    return count
