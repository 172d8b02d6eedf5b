"""What a file really is, from its first bytes and its parts: the name on it is not believed."""

import re
import zipfile
from io import BytesIO

from foundation.sheets.sheet import UnreadableFile

TEXT, WORKBOOK, OPEN_DOCUMENT = "text", "workbook", "open document"
TRY_AGAIN = "Save it from Excel as .xlsx or .csv and try again."
TEXT_ENDINGS = frozenset({"csv", "tsv", "txt"})
WORKBOOK_ENDINGS = frozenset({"xlsx", "xlsm"})
OPEN_DOCUMENT_ENDINGS = frozenset({"ods"})
# What an OpenDocument archive says it is, in a part of its own that stands first.
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
)
_WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html|<\?xml|<table)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_PARTS = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("xl/workbook.bin", "an Excel binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file that is not a spreadsheet"),
)


def kind_of(content: bytes, name: str) -> str:
    """TEXT, WORKBOOK or OPEN_DOCUMENT; raises UnreadableFile saying what it is instead, or that its ending is none that is read here."""
    ending = ending_of(name)
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("This file is empty. Check that you chose the right one.")
    kind = _kind(content, _named(ending))
    if ending not in TEXT_ENDINGS | WORKBOOK_ENDINGS | OPEN_DOCUMENT_ENDINGS:
        raise UnreadableFile(f"{_named(ending)}, which cannot be read here. {TRY_AGAIN}")
    return kind


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters without its dot; "" where it has none."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def _named(ending: str) -> str:
    return f"This file is named .{ending}" if ending else "This file’s name has no ending such as .csv"


def _kind(content: bytes, named: str) -> str:
    if content.startswith(_ZIP):
        return _kind_of_zip(content, named)
    if content.startswith(_OLE):
        raise UnreadableFile(_about_ole(content))
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise _really(named, what)
    if _WEB_PAGE.match(content):
        raise _really(named, "a web page")
    if not content.startswith(_UTF_16) and _CONTROL.search(content.rstrip(b"\x1a")):
        raise UnreadableFile(f"{named} but is not text: it holds bytes that no spreadsheet writes. {TRY_AGAIN}")
    return TEXT


def _really(named: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"{named} but is {what}. {TRY_AGAIN}")


def _kind_of_zip(content: bytes, named: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            says = archive.open("mimetype").read(len(_SPREADSHEET)) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise UnreadableFile(
            "This workbook is damaged or was cut short, perhaps while it was copied. Open it in Excel, save it again and try again."
        ) from error
    if "xl/workbook.xml" in names:
        return WORKBOOK
    if "content.xml" in names and says == _SPREADSHEET:
        return OPEN_DOCUMENT
    for part, what in _PARTS:
        if any(name.startswith(part) for name in names):
            raise _really(named, what)
    raise _really(named, "a zip archive")


def _about_ole(content: bytes) -> str:
    """Old Office files and password-protected new ones share a container; the streams inside tell them apart."""
    if _utf_16("EncryptedPackage") in content:
        return "This workbook is protected with a password. Open it in Excel, remove the password, save it and try again."
    if _utf_16("WordDocument") in content:
        return f"This file is an old Word document (.doc). {TRY_AGAIN}"
    return "This file is in Excel’s old format (.xls). Open it in Excel, save it as .xlsx or .csv and try again."


def _utf_16(name: str) -> bytes:
    return name.encode("utf-16-le")
