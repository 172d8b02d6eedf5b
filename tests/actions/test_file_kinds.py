"""What a file is, by its content."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from actions.calculations.file_kinds import FileKind, kind_of, what_it_is

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 32
EXE = b"MZ\x90\x00" + b"\0" * 64


def archive(*entries: str) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as zipped:
        for entry in entries:
            zipped.writestr(entry, "x")
    return kept.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")
EXCEL = archive("xl/workbook.xml", "[Content_Types].xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileKind.PDF),
        (PNG, FileKind.PNG),
        (JPEG, FileKind.JPEG),
        (WORD, FileKind.WORD),
        (EXCEL, FileKind.EXCEL),
        ("Seen at home on 4 August – she said so.\n".encode(), FileKind.TEXT),
    ],
)
def test_a_kind_that_is_taken_is_known_by_its_content(content, kind):
    assert kind_of(BytesIO(content), "evidence.txt") == kind


@pytest.mark.parametrize(
    "content",
    [
        EXE,
        archive("run.exe"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        archive("[Content_Types].xml", "ppt/presentation.xml"),
        b"PK\x03\x04 a broken archive",
        b"\x00\x01\x02 no text",
        b"<html><script>alert(1)</script></html>",
    ],
)
def test_anything_else_is_not_taken_whatever_its_name(content):
    assert kind_of(BytesIO(content), "report.pdf") is None


def test_a_program_is_called_what_it_is():
    assert what_it_is(BytesIO(EXE)) == "by its content it is exe"


def test_an_office_document_made_by_a_library_is_taken():
    import docx
    import openpyxl

    word, excel = BytesIO(), BytesIO()
    docx.Document().save(word)
    openpyxl.Workbook().save(excel)

    assert (kind_of(word, "a.docx"), kind_of(excel, "a.xlsx")) == (FileKind.WORD, FileKind.EXCEL)
