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


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:style="{OFFICE}:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
HIDDEN = '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'


def open_document(*sheets: str) -> bytes:
    """An .ods whose sheets are given as tags: see `ods_sheet`."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
        f"<office:automatic-styles>{HIDDEN}</office:automatic-styles><office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    return output.getvalue()


def ods_sheet(*rows: str, name: str = "Sheet1", style: str = "") -> str:
    """Each row as the tags of its cells; LibreOffice's million blank rows stand below."""
    blank = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    made = "".join(row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}">{made}{blank}</table:table>'


def ods_cell(value: object, shown: str = "", *, kind: str = "", more: str = "") -> str:
    """A cell of LibreOffice: a text, or a number with what is shown of it."""
    kind = kind or ("string" if isinstance(value, str) else "float")
    given = "" if kind == "string" else f' office:{"date-value" if kind == "date" else "value"}="{value}"'
    text = f"<text:p>{shown or value}</text:p>" if value != "" else ""
    return f'<table:table-cell office:value-type="{kind}"{given}{more}>{text}</table:table-cell>'
