"""A document as PDF/UA: tagged, with a title and a language, so that a screen reader walks it like a page."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foundation.apart import Apart, NotTaken

from .short_documents import DocumentStyle, ShortDocument

# A pack of hundreds of pages is no fault.
_typst = Apart("typst", longest=120)

_TEMPLATE = Path(__file__).with_name("short_document.typ")
# PDF/UA refuses a letter for which no font travels with the portal, pictures above all. These it has: Latin, Greek, Cyrillic, signs and
# shapes.
_SHOWN = (
    " -~\u00a1-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2199\u2212"
    "\u2260-\u2265\u25a0-\u25ff"
)
_WITHOUT_FONT = re.compile(f"[^{_SHOWN}\n]+")
UNKNOWN = "□"


def render_pdf(document: ShortDocument, look: DocumentStyle, fonts: Path) -> bytes:
    """`fonts` is the folder with Noto Sans. What it has no letters for stands as one □."""
    return compile_pdf(_TEMPLATE.read_bytes(), _given(document, look), fonts)


def compile_pdf(template: bytes, given: Mapping[str, str], fonts: Path, pictures: Mapping[str, str] | None = None) -> bytes:
    """`given` are the template's inputs, as JSON: no word of them is ever read as markup. `pictures` are SVG by the name of their file."""
    pictures = dict(pictures or {})
    try:
        return _compiled(template, dict(given), pictures, fonts)
    except NotTaken:
        shown = {name: _with_letters_alone(text) for name, text in given.items()}
        drawn = {name: _with_letters_alone(picture) for name, picture in pictures.items()}
        return _compiled(template, shown, drawn, fonts)


def _compiled(template: bytes, given: dict[str, str], pictures: dict[str, str], fonts: Path) -> bytes:
    files = {"main": template, **{name: picture.encode() for name, picture in pictures.items()}}
    return _typst.ask("compile", files, sys_inputs=given, **_settings(fonts), format="pdf", pdf_standards=["ua-1"])


def _with_letters_alone(text: str) -> str:
    return _WITHOUT_FONT.sub(UNKNOWN, text)


def pages_of(document: ShortDocument, look: DocumentStyle, fonts: Path) -> int:
    """How many pages the document takes."""
    last = _typst.ask(
        "query", _TEMPLATE.read_bytes(), "<last>", field="value", one=True, sys_inputs=_given(document, look), **_settings(fonts)
    )
    return int(json.loads(last))


def _given(document: ShortDocument, look: DocumentStyle) -> dict[str, str]:
    content = document.plain() | {"council": look.council, "colour": look.colour}
    return {"document": json.dumps(content, ensure_ascii=False)}


def _settings(fonts: Path) -> dict[str, Any]:
    return {"font_paths": [str(fonts)], "ignore_system_fonts": True}
