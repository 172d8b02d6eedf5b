"""The report as PDF/UA-1: tagged, with bookmarks, contents and running heads; long rows run over pages. Works out no figure."""

import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from foundation.charts.fonts import FONTS
from foundation.documents import Bullets, Cell, Column, Paragraph, Table, cells_of
from foundation.documents.pdf import compile_pdf
from reports.content import Block, Callout, Chart, Document, Remarks, ReportSection

from .column_widths import column_widths, fits, text_width
from .keeping import is_kept_whole, stays_with_next
from .lines import line_in_words, line_svg
from .one_row import has_one_row, one_row_in_words
from .pictures import svg_of
from .style import ReportStyle

_TEMPLATE = Path(__file__).with_name("report.typ")
# Between margins of 2 cm, in points: A4 upright, and on its side.
UPRIGHT, ON_ITS_SIDE = 481.8, 728.5
CELL_SIZE, SMALLER, SMALLEST = 8.5, 7.5, 6.5
# Noto Sans is wider than the letters that are measured.
WIDER = 1.12
# Without the left and right of a cell's text; and the height of its lines, of which so many are kept on one page.
_PADDING, _LINE, _KEPT_WHOLE = 8.0, 12.5, 260.0
_LOGOS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/gif": "gif", "image/webp": "webp"}


def render_pdf(document: Document, look: ReportStyle | None = None) -> bytes:
    look = look or ReportStyle()
    pictures: dict[str, str] = {}
    logo_format = _LOGOS.get(look.logo_type, "")
    given = {
        "title": document.title,
        "name": f"{document.title}: {document.period}",
        "council": document.council,
        "colour": look.colour,
        "period": document.period,
        "status": document.status,
        "lines": _lines(document),
        "logo": list(look.logo or b"") if logo_format else [],
        "logo_format": logo_format,
        "sections": [_section(section, pictures) for section in document.sections],
        # Sections of the first page, before the contents.
        "first": next((place for place, section in enumerate(document.sections, start=1) if section.ends_page), 0),
    }
    return compile_pdf(_TEMPLATE.read_bytes(), {"report": json.dumps(given, ensure_ascii=False)}, FONTS, pictures)


def _lines(document: Document) -> list[str]:
    """What stands under the title and the period."""
    meeting = f"Improvement Board of {document.meeting}" if document.meeting else ""
    return [line for line in (meeting, document.status, document.authors) if line]


def _section(section: ReportSection, pictures: dict[str, str]) -> dict[str, Any]:
    blocks = [
        _block(block, pictures) | {"stays": stays_with_next(block, following)}
        for block, following in pairwise([*section.blocks, None])
        if block is not None
    ]
    return {"level": section.level, "heading": section.heading, "blocks": blocks}


def _block(block: Block, pictures: dict[str, str]) -> dict[str, Any]:
    if isinstance(block, Chart):
        return _chart(block, pictures)
    if isinstance(block, Table):
        return _table(block, pictures)
    return _PLAIN[type(block)](block)


def _chart(chart: Chart, pictures: dict[str, str]) -> dict[str, Any]:
    file = f"chart-{len(pictures)}.svg"
    pictures[file] = svg_of(chart)
    return {"kind": "chart", "alt": chart.alt, "file": file}


def _paragraph(block: Paragraph) -> dict[str, Any]:
    return {"kind": "paragraph", "runs": list(map(vars, block.looks))}


def _bullets(block: Bullets) -> dict[str, Any]:
    return {"kind": "bullets", "items": [list(map(vars, runs)) for runs in block.looks], "numbered": block.is_numbered}


def _callout(block: Callout) -> dict[str, Any]:
    return {"kind": "callout", "text": block.text}


def _remarks(block: Remarks) -> dict[str, Any]:
    return {"kind": "remarks", "title": block.title, "items": [vars(item) for item in block.items]}


def _table(table: Table, pictures: dict[str, str]) -> dict[str, Any]:
    if has_one_row(table):
        name, says = one_row_in_words(table)
        return {"kind": "sentence", "caption": table.caption, "name": name, "says": says, "notes": list(table.notes)}
    room, size = _place_for(table)
    widths = column_widths(table, room, size * WIDER)
    columns = [
        {"heading": column.words, "width": width, "numeric": column.numeric, "names_row": column.names_row}
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows = [_row(cells_of(row), widths, table.columns, pictures) for row in table.rows]
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": columns,
        "rows": rows,
        "notes": list(table.notes),
        "size": size,
        "landscape": room > UPRIGHT,
        "whole": is_kept_whole(table),
    }


def _place_for(table: Table) -> tuple[float, float]:
    """The room that it needs and its letters' size: a little smaller on an upright page rather than a page on its side."""
    for room, size in ((UPRIGHT, CELL_SIZE), (UPRIGHT, SMALLER), (ON_ITS_SIDE, CELL_SIZE), (ON_ITS_SIDE, SMALLEST)):
        if fits(table, room, size * WIDER):
            return room, size
    return ON_ITS_SIDE, SMALLEST


def _row(cells: Sequence[Cell], widths: Sequence[float], columns: Sequence[Column], pictures: dict[str, str]) -> list[dict[str, Any]]:
    """A row is kept whole where that leaves no great gap at the foot of a page; a longer one runs on over it."""
    name = next((cell.shown for cell, column in zip(cells, columns, strict=True) if column.names_row), "")
    tallest = max(_height(cell.shown, width) for cell, width in zip(cells, widths, strict=True))
    return [
        {"text": cell.shown, "splits": tallest > _KEPT_WHOLE} | (_line(cell, name, column, pictures) if cell.line else {})
        for cell, column in zip(cells, columns, strict=True)
    ]


def _line(cell: Cell, name: str, column: Column, pictures: dict[str, str]) -> dict[str, str]:
    file = f"line-{len(pictures)}.svg"
    pictures[file] = line_svg(cell, name, column)
    return {"line": file, "alt": line_in_words(cell, name, column)}


def _height(text: str, width: float) -> float:
    return _LINE * sum(1 + text_width(line, CELL_SIZE * WIDER) // (width - _PADDING) for line in text.split("\n"))


_PLAIN: dict[type, Callable[[Any], dict[str, Any]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Callout: _callout,
    Remarks: _remarks,
}
