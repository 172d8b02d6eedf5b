"""Approved reports and their tables, as the Board is shown them."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, OuterRef

from audits.models import Audit
from feeds.enums import ColumnKind, FeedScope
from foundation.documents import Table, cells_of
from reports.content import Document
from reports.enums import ReportAudience
from reports.models import Report
from reports.queries.audiences import content_for
from reports.querysets import ReportQuerySet

from .table import AskedOfTable, FeedColumn, FeedTable, PlainRow, count_column, text_column


def readable_reports(asked: AskedOfTable) -> ReportQuerySet:
    """Approved, not corrected since, of months that nobody grades blind any more."""
    blind = Audit.objects.waiting_for_blind_grades().filter(
        cycle__month__gte=OuterRef("first_month"), cycle__month__lte=OuterRef("last_month")
    )
    found = Report.objects.approved().standing().exclude(Exists(blind)).order_by("first_month", "last_month")
    return found.filter(last_month__gte=asked.first, first_month__lte=asked.last)


def _report_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for report in readable_reports(asked):
        document = content_for(report, ReportAudience.BOARD)
        if document is not None:
            tables = sum(1 for _ in _tables_of(document))
            yield report.code, report.first_month, report.last_month, report.edition, report.approved_on, document.title, tables


def _cell_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for report in readable_reports(asked):
        if asked.report not in ("", report.code):
            continue
        document = content_for(report, ReportAudience.BOARD)
        for number, (heading, table) in enumerate(_tables_of(document) if document else (), start=1):
            for place in _cells(table):
                yield report.code, report.edition, number, heading, table.caption, *place


def _tables_of(document: Document) -> Iterator[tuple[str, Table]]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield section.heading, block


def _cells(table: Table) -> Iterator[PlainRow]:
    headings = [column.words for column in table.columns]
    for number, row in enumerate(table.rows, start=1):
        for heading, cell in zip(headings, cells_of(row), strict=False):
            value = cell.value if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool) else None
            yield number, heading, cell.words, None if value is None else Decimal(value)


_REPORT = text_column("report", "The code of the report, as in its address: 2023-06-to-2023-07.")
_EDITION = count_column("edition", "The newest approved edition.", "editions")

REPORTS = (
    FeedTable(
        "reports",
        "Reports",
        "The newest approved edition of each report.",
        FeedScope.REPORTS,
        (
            _REPORT,
            FeedColumn("first_month", ColumnKind.MONTH, "Its first month."),
            FeedColumn("last_month", ColumnKind.MONTH, "Its last month."),
            _EDITION,
            FeedColumn("approved_on", ColumnKind.DAY, "When it was approved."),
            text_column("title", "Its title."),
            count_column("tables", "How many tables it has.", "tables"),
        ),
        _report_rows,
    ),
    FeedTable(
        "report-tables",
        "Tables of reports",
        "Every cell of every table of approved reports, as the Board is shown it: “[c]” where a figure is held back.",
        FeedScope.REPORTS,
        (
            _REPORT,
            _EDITION,
            count_column("table", "Which table of the report, from 1.", "tables"),
            text_column("section", "The heading of its section."),
            text_column("caption", "What the table is of."),
            count_column("row", "Which row, from 1.", "rows"),
            text_column("column", "The heading of the column."),
            text_column("text", "What the cell says."),
            FeedColumn("number", ColumnKind.DECIMAL, "The same as a number, where it is one.", "as the heading says"),
        ),
        _cell_rows,
        asks=("report",),
    ),
)
