"""Renderers: one content, many forms. None of them works out a figure."""

from foundation.council.models import Council
from reports.content import Document
from reports.enums import Format

from .docx import ReportStyle, render_docx
from .html import RenderedSection, render_html, rendered_sections
from .printable import printable

CONTENT_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

__all__ = ["CONTENT_TYPES", "RenderedSection", "render", "render_docx", "render_html", "rendered_sections"]


def render(document: Document, form: Format) -> bytes:
    """The document as a file, in the council's look."""
    document, council = printable(document), Council.current()
    if form == Format.DOCX:
        return render_docx(document, ReportStyle(council.colour, bytes(council.logo) if council.logo else None, council.logo_type))
    return render_html(document, council.colour).encode()
