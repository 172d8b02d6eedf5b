"""What a file is, by its content: a name says what its owner wishes."""

from enum import StrEnum
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

import filetype

# Enough of the beginning for every signature.
HEAD = 8192


class FileKind(StrEnum):
    """The kinds that are taken, by the ending under which they are offered."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"
    PNG = "png"
    JPEG = "jpg"
    TEXT = "txt"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
# What stands in every document of the kind, and what none without macros holds.
_OFFICE = {"word/document.xml": FileKind.WORD, "xl/workbook.xml": FileKind.EXCEL}
_MACROS = "vbaproject.bin"
_SIMPLE = {"pdf": FileKind.PDF, "png": FileKind.PNG, "jpg": FileKind.JPEG}


def kind_of(file: BinaryIO, name: str) -> FileKind | None:
    """The kind of a file that is taken, else None. Only plain text, which has no signature, is also asked for its ending."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    found = filetype.guess(head)
    if found and found.extension in _SIMPLE:
        return _SIMPLE[found.extension]
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(file)
    return FileKind.TEXT if found is None and name.lower().endswith(".txt") and _is_text(head) else None


def what_it_is(file: BinaryIO) -> str:
    """For the one whose file is refused: “by its content it is exe”, or nothing where nobody can tell."""
    file.seek(0)
    found = filetype.guess(file.read(HEAD))
    file.seek(0)
    return f"by its content it is {found.extension}" if found else ""


def _office_kind(file: BinaryIO) -> FileKind | None:
    """A document or workbook without macros; an archive of anything else is none."""
    try:
        with ZipFile(file) as archive:
            names = {entry.lower() for entry in archive.namelist()}
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    finally:
        file.seek(0)
    if "[content_types].xml" not in names or any(entry.endswith(_MACROS) for entry in names):
        return None
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


def _is_text(head: bytes) -> bool:
    try:
        # The last letter may be cut in two.
        text = head.decode("utf-8", errors="strict" if len(head) < HEAD else "ignore")
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\r\n\t\ufeff" for letter in text)
