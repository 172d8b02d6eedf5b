"""The page of a report's files: what is kept of it, and what can be made."""

from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Table
from reports.content import Document
from reports.enums import Format, ReportAudience
from reports.models import Report
from reports.queries.files import kept_files

SAME = "The SHA-256 is worked out from every byte of a file: two files that have the same one are the same."
_KILOBYTE = 1024


def files_table(report: Report, shown: Document, audience: ReportAudience | None = None) -> Table:
    """Each format of what is `shown`: one that is kept with its size and hash, any other to be made as it is downloaded."""
    kept = {file.form: file for file in kept_files(report, shown)}
    columns = [Column("File", names_row=True), Column("Size", numeric=True), Column("Made"), Column("SHA-256")]
    rows: list[AnyRow] = []
    for form in Format:
        file = kept.get(form.value)
        address = _address(report, form, audience, is_kept=file is not None)
        name = Cell(form.label, href=address, unseen=f"the report on {report.period}")
        about = [in_kilobytes(file.size), file.made_at, file.sha256] if file else ["", "When you download it", ""]
        rows.append([name, *about])
    if audience:
        return Table(f"Files: {audience.label}", columns, rows, notes=[SAME] if kept else ())
    caption = "Files as the report was approved" if report.is_approved else "Files of the draft"
    return Table(caption, columns, rows, notes=[SAME] if kept else ())


def _address(report: Report, form: Format, audience: ReportAudience | None, *, is_kept: bool) -> str:
    if audience:
        return reverse("reports:audience-file", args=[report.code, report.edition, audience.value, form.value])
    return reverse("reports:file" if is_kept else "reports:download-edition", args=[report.code, report.edition, form.value])


def in_kilobytes(size: int) -> str:
    return f"{max(round(size / _KILOBYTE), 1):,} KB"
