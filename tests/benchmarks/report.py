"""The Board's Word report against python-docx writing a document of as many paragraphs and cells from ready values."""

import datetime
import io

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare

FIRST, LAST = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)


def rows() -> list[Row]:
    portal.use(portal.demo())
    size = f"June and July 2023: {count_cells(ours()):,} cells"
    return [compare("report docx", ours=ours, other=bare, other_is="python-docx with ready values and no charts", size=size, limit=12)]


def ours() -> bytes:
    from reports.models import Report
    from reports.queries.drafts import document_of
    from reports.rendering.docx import render_docx

    return render_docx(document_of(Report.objects.get(first_month=FIRST, last_month=LAST)))


def tables(content: bytes) -> list[list[list[str]]]:
    from docx import Document

    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


def count_cells(content: bytes) -> int:
    return sum(len(row) for table in tables(content) for row in table)


READY: list[list[list[str]]] = []


def bare() -> None:
    from docx import Document

    if not READY:
        READY.extend(tables(ours()))
    document = Document()
    for rows_of_table in READY:
        table = document.add_table(len(rows_of_table), len(rows_of_table[0]))
        for cells, row in zip(table.rows, rows_of_table, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
    document.save(io.BytesIO())
