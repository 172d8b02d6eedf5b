"""Renderers: one content, many forms. None of them works out a figure."""

from collections.abc import Callable

from foundation.council.models import Council
from reports.content import Document
from reports.enums import Format
from reports.models import WordTemplate

from .html import RenderedSection, render_html, rendered_sections
from .pdf import render_pdf
from .printable import printable
from .style import MOST_BYTES, STYLES, ReportStyle
from .workbook import render_ods, render_xlsx

CONTENT_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}

__all__ = [
    "CONTENT_TYPES",
    "MOST_BYTES",
    "STYLES",
    "RenderedSection",
    "ReportStyle",
    "faults_of",
    "render",
    "render_docx",
    "render_html",
    "render_ods",
    "render_pdf",
    "render_pptx",
    "render_xlsx",
    "rendered_sections",
]


def render(document: Document, form: Format) -> bytes:
    """The document as a file, in the council's look."""
    return _RENDERERS[form](printable(document), _style())


def render_pptx(document: Document, look: ReportStyle | None = None) -> bytes:
    # Imported by the first presentation, and what reads Word by the first document: a start would take a tenth longer.
    from . import pptx

    return pptx.render_pptx(document, look)


def render_docx(document: Document, look: ReportStyle | None = None) -> bytes:
    from . import docx

    return docx.render_docx(document, look)


def faults_of(content: bytes) -> list[str]:
    """Why a Word template cannot be taken."""
    from . import word_template

    return word_template.faults_of(content)


def _style() -> ReportStyle:
    council, template = Council.current(), WordTemplate.current()
    logo, word = (bytes(each) if each else None for each in (council.logo, template.content))
    return ReportStyle(council.colour, logo, council.logo_type, word, council.contact)


_RENDERERS: dict[Format, Callable[[Document, ReportStyle], bytes]] = {
    Format.HTML: lambda document, look: render_html(document, look.colour).encode(),
    Format.DOCX: render_docx,
    Format.PDF: render_pdf,
    Format.PPTX: render_pptx,
    Format.XLSX: render_xlsx,
    Format.ODS: render_ods,
}
