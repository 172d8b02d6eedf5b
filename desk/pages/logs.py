"""What the page of the sealed logs shows."""

from collections.abc import Iterable

from django.urls import reverse

from desk.queries.logs import LogHead
from foundation.activity.models import LogCheck
from foundation.documents import AnyRow, Cell, Column, Table
from foundation.documents.formats import uk_datetime
from foundation.jobs.models import JobFile

OUTSIDE = {None: "No file is set", True: "Yes", False: "No: see the server’s log"}
LOCKED = {None: "No storage is set", True: "Yes", False: "No: see the server’s log"}


def check_words(check: LogCheck | None) -> str:
    """When every row was last computed again, and what came of it."""
    if check is None:
        return "Nobody has verified the logs yet. It is done each night."
    beside = " and compared with the heads outside" if check.against_outside else ""
    came = (
        "all is as it was sealed" if not check.broken else f"{check.broken} places are not what was sealed: run verify_trail to see which"
    )
    return f"Last verified {uk_datetime(check.moment)}: {check.entries:,} rows in {check.segments:,} segments{beside}; {came}."


def kept_packs_table(files: Iterable[JobFile]) -> Table:
    columns = [Column("Pack", names_row=True), Column("Kept until", nowrap=True), Column("SHA-256", more=True)]
    rows: list[AnyRow] = [
        [Cell(file.name, href=reverse("desk:evidence-file", args=[file.job_id])), file.kept_until, Cell(file.sha256)] for file in files
    ]
    return Table("Packs that you can download", columns, rows, empty="You have none now. Ask for one below.")


def log_heads_table(heads: Iterable[LogHead]) -> Table:
    columns = [
        Column("Log", names_row=True),
        Column("Rows sealed", numeric=True),
        Column("Rows that wait", numeric=True),
        Column("Segments", numeric=True),
        Column("Last sealed"),
        Column("In the file outside"),
        Column("In locked storage"),
        Column("Last written outside"),
        Column("SHA-256 of the newest segment"),
    ]
    rows: list[AnyRow] = [
        [
            head.log.label,
            head.segment.total if head.segment else 0,
            head.waiting,
            head.segment.number if head.segment else 0,
            uk_datetime(head.segment.sealed_at) if head.segment else None,
            OUTSIDE[head.is_outside] if head.segment or head.is_outside is None else None,
            LOCKED[head.is_locked] if head.segment or head.is_locked is None else None,
            uk_datetime(head.anchored_at) if head.anchored_at else None,
            head.segment.sha256 if head.segment else None,
        ]
        for head in heads
    ]
    return Table("Sealed logs", columns, rows)
