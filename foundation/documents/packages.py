"""Office files are zips that note when each part was written: without that, the same content is the same bytes."""

import io
import re
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_MOMENTS = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_INSIDE = (".xlsx",)


def without_moments(content: bytes) -> bytes:
    """A Word, PowerPoint or Excel file as if written at no time, the workbooks of its charts too."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as taken:
        for entry in given.infolist():
            taken.writestr(_entry(entry.filename), _part(entry.filename, given.read(entry)))
    return settled.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _part(name: str, content: bytes) -> bytes:
    if name == _PROPERTIES:
        return _MOMENTS.sub(b"", content)
    return without_moments(content) if name.endswith(_INSIDE) else content
