"""Files made for the tests of sheets: real ones, and ones broken in the ways that files break."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

from foundation.sheets import Sheet, read_rows

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def read(content: bytes, name: str = "audits.csv", **options) -> Sheet:
    return read_rows(BytesIO(content), name, **options)


def workbook(*rows, title: str = "Sheet1", prepare=None) -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if prepare:
        prepare(book)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def with_part(content: bytes, part: str, data: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, data)
    return output.getvalue()


def archive(*parts: str) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        for part in parts:
            made.writestr(part, "<x/>")
    return output.getvalue()


def ole(*streams: str) -> bytes:
    """The container of old Office files and of protected new ones, with its directory naming ``streams``."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
