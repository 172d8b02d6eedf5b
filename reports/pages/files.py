"""The page of a report's files: what is kept of it, and what can be made."""

from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Table
from reports.enums import Format
from reports.models import Report
from reports.queries.files import kept_files

SAME = "The SHA-256 is worked out from every byte of a file: two files that have the same one are the same."
_KILOBYTE = 1024


def files_table(report: Report) -> Table:
    """Each format: one that is kept with its size and hash, any other to be made as it is downloaded."""
    kept = {file.form: file for file in kept_files(report)}
    columns = [Column("File", names_row=True), Column("Size", numeric=True), Column("Made"), Column("SHA-256")]
    rows: list[AnyRow] = []
    for form in Format:
        file = kept.get(form.value)
        address = reverse("reports:file" if file else "reports:download-edition", args=[report.code, report.edition, form.value])
        name = Cell(form.label, href=address, unseen=f"the report on {report.period}")
        about = [in_kilobytes(file.size), file.made_at, file.sha256] if file else ["", "When you download it", ""]
        rows.append([name, *about])
    caption = "Files as the report was approved" if report.is_approved else "Files of the draft"
    return Table(caption, columns, rows, notes=[SAME] if kept else ())


def in_kilobytes(size: int) -> str:
    return f"{max(round(size / _KILOBYTE), 1):,} KB"
