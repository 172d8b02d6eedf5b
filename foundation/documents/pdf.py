"""A document as PDF/UA: tagged, with a title and a language, so that a screen reader walks it like a page."""

import json
import re
from pathlib import Path
from typing import Any

from .short_documents import DocumentStyle, ShortDocument

_TEMPLATE = Path(__file__).with_name("short_document.typ")
# PDF/UA refuses a letter for which no font travels with the portal, pictures above all. These it has: Latin, Greek, Cyrillic, signs.
_SHOWN = (
    " -~\u00a1-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2199\u2260-\u2265"
)
_WITHOUT_FONT = re.compile(f"[^{_SHOWN}]+")
UNKNOWN = "□"


def render_pdf(document: ShortDocument, look: DocumentStyle, fonts: Path) -> bytes:
    """`fonts` is the folder with Noto Sans. What it has no letters for stands as one □."""
    # Its threads would not survive a fork: it is loaded where it is first used, never by a parent of workers.
    import typst

    given = _given(document, look)
    try:
        return typst.compile(_TEMPLATE.read_bytes(), sys_inputs=given, **_settings(fonts), format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        shown = {"document": _WITHOUT_FONT.sub(UNKNOWN, given["document"])}
        return typst.compile(_TEMPLATE.read_bytes(), sys_inputs=shown, **_settings(fonts), format="pdf", pdf_standards=["ua-1"])


def pages_of(document: ShortDocument, look: DocumentStyle, fonts: Path) -> int:
    """How many pages the document takes."""
    from typst import query

    last = query(_TEMPLATE.read_bytes(), "<last>", field="value", one=True, sys_inputs=_given(document, look), **_settings(fonts))
    return int(json.loads(last))


def _given(document: ShortDocument, look: DocumentStyle) -> dict[str, str]:
    content = document.plain() | {"council": look.council, "colour": look.colour}
    return {"document": json.dumps(content, ensure_ascii=False)}


def _settings(fonts: Path) -> dict[str, Any]:
    return {"font_paths": [str(fonts)], "ignore_system_fonts": True}
