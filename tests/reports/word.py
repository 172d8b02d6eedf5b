"""A Word file as a reader meets it: headings, tables by caption, everything it says."""

import io

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def headings(document: Document) -> list[tuple[int, str]]:
    return [(int(each.style.name[-1]), each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]


def caption(table: Table) -> str:
    return table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def table(document: Document, name: str) -> list[list[str]]:
    """The cells of the table with this caption, header first."""
    for each in document.tables:
        if caption(each) == name:
            return [[cell.text for cell in row.cells] for row in each.rows]
    raise AssertionError(f"No table “{name}”")


def says(document: Document) -> str:
    return "\n".join(each.text for each in document.paragraphs)
