"""Writers whose libraries are loaded when a file is first made: most processes make none, and each start would wait for them."""

from .short_documents import DocumentStyle, ShortDocument
from .workbooks import Workbook


def write_xlsx(workbook: Workbook) -> bytes:
    """As Excel."""
    from . import excel

    return excel.write_xlsx(workbook)


def render_word(document: ShortDocument, look: DocumentStyle) -> bytes:
    """As Word."""
    from . import word

    return word.render_word(document, look)
