"""Renderers: one content, many forms. None of them works out a figure."""

from collections.abc import Callable

from foundation.council.models import Council
from reports.content import Document
from reports.enums import Format

from .docx import render_docx
from .html import RenderedSection, render_html, rendered_sections
from .pdf import render_pdf
from .pptx import render_pptx
from .printable import printable
from .style import ReportStyle

CONTENT_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

__all__ = [
    "CONTENT_TYPES",
    "RenderedSection",
    "ReportStyle",
    "render",
    "render_docx",
    "render_html",
    "render_pdf",
    "render_pptx",
    "rendered_sections",
]


def render(document: Document, form: Format) -> bytes:
    """The document as a file, in the council's look."""
    return _RENDERERS[form](printable(document), _style())


def _style() -> ReportStyle:
    council = Council.current()
    return ReportStyle(council.colour, bytes(council.logo) if council.logo else None, council.logo_type)


_RENDERERS: dict[Format, Callable[[Document, ReportStyle], bytes]] = {
    Format.HTML: lambda document, look: render_html(document, look.colour).encode(),
    Format.DOCX: render_docx,
    Format.PDF: render_pdf,
    Format.PPTX: render_pptx,
}
