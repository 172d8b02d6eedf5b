"""A short document as a file in the council's look."""

from django.conf import settings
from django.http import HttpResponse

from foundation.documents import DocumentStyle, ShortDocument, pages_of, render_pdf, render_word

from .downloads import as_file
from .models import Council

FONTS = settings.BASE_DIR / "static" / "build" / "fonts"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {"docx": "Word", "pdf": "PDF"}


def _look() -> DocumentStyle:
    council = Council.current()
    return DocumentStyle(council.name, council.colour)


def document_as_file(document: ShortDocument, file_format: str, name: str) -> HttpResponse:
    """Word where `form` is docx, else PDF; `name` is the file's without its ending."""
    if file_format == "docx":
        content, media_type = render_word(document, _look()), WORD
    else:
        file_format, content, media_type = "pdf", render_pdf(document, _look(), FONTS), "application/pdf"
    return as_file(content, media_type, f"{name}.{file_format}")


def fits_one_page(document: ShortDocument) -> bool:
    return pages_of(document, _look(), FONTS) == 1
