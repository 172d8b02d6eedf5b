"""The Board's report: its Word file against python-docx writing as many cells, and all its files against the renderers alone."""

import datetime
import io

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare

FIRST, LAST = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)


def rows() -> list[Row]:
    portal.use(portal.demo())
    size = f"June and July 2023: {count_cells(ours()):,} cells"
    word = compare("report docx", ours=ours, other=bare, other_is="python-docx with ready values and no charts", size=size, limit=12)
    files = compare(
        "report files",
        ours=all_files,
        other=renderers_alone,
        other_is="the renderers alone, of the same ready content",
        size=f"June and July 2023, {len(formats())} formats",
        limit=1.5,
        times=3,
    )
    return [word, files]


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


def formats() -> list:
    from reports.enums import Format

    return list(Format)


def all_files() -> None:
    """What the job does: composed once, each format made, all of them kept."""
    from foundation.accounts.enums import Role
    from foundation.accounts.models import Person
    from foundation.jobs.services import run_job
    from reports.models import Report, ReportFile
    from reports.services import ask_for_files

    _forget_pictures()
    ReportFile.objects.all().delete()
    report = Report.objects.get(first_month=FIRST, last_month=LAST)
    job = ask_for_files(actor=Person.objects.with_role(Role.QA_LEAD).first(), report=report, formats=formats())
    run_job(pk=job.pk)
    assert ReportFile.objects.count() == len(formats())


CONTENT: list = []


def renderers_alone() -> None:
    from reports.models import Report
    from reports.queries.drafts import document_of
    from reports.rendering import render

    if not CONTENT:
        CONTENT.append(document_of(Report.objects.get(first_month=FIRST, last_month=LAST)))
    _forget_pictures()
    for form in formats():
        render(CONTENT[0], form)


def _forget_pictures() -> None:
    """Charts are kept by what they show: neither side finds those of the other."""
    from foundation.charts import rendering

    rendering._svg.cache_clear()
    rendering._png.cache_clear()
