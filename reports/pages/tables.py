"""The tables of the list of reports and of the months that the Board reads."""

from collections.abc import Iterable

from django.urls import reverse

from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from reports.models import Report
from reports.pages.releases import MonthRow


def reports_table(reports: Iterable[Report]) -> Table:
    columns = [Column("Period", names_row=True), *(Column(heading) for heading in ("Meeting", "State", "Download"))]
    rows: list[AnyRow] = [
        [
            Cell(_named(report), href=report.edition_url if report.is_approved else report.get_absolute_url()),
            report.meeting_date,
            Cell(report.get_state_display(), CellKind.STATE),
            Cell("Word", href=_word_url(report), unseen=f"report on {_named(report)}"),
        ]
        for report in reports
    ]
    return Table("Reports to the Improvement Board, latest first", columns, rows, paged=True)


def _named(report: Report) -> str:
    return report.period if report.edition == 1 else f"{report.period}, edition {report.edition}"


def _word_url(report: Report) -> str:
    return reverse("reports:download-edition", args=[report.code, report.edition, "docx"])


def months_table(months: Iterable[MonthRow]) -> Table:
    columns = [Column("Month", names_row=True), Column("What there is"), Column("Does the Board read it?")]
    rows: list[AnyRow] = [[Cell(row.name, href=row.url), row.holds, _release(row)] for row in months]
    return Table("Months with figures or audits, latest first", columns, rows, paged=True, key="months")


def _release(row: MonthRow) -> Cell:
    if row.release is None:
        return Cell("Not released", CellKind.STATE, colour="yellow")
    return Cell(f"Yes: released by {row.release.released_by}, {uk_date(row.release.released_on)}")
