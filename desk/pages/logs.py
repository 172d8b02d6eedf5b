"""What the page of the sealed logs shows."""

from collections.abc import Iterable

from desk.queries.logs import LogHead
from foundation.documents import AnyRow, Column, Table
from foundation.documents.formats import uk_datetime

OUTSIDE = {None: "No file is set", True: "Yes", False: "No: see the server’s log"}


def log_heads_table(heads: Iterable[LogHead]) -> Table:
    columns = [
        Column("Log", names_row=True),
        Column("Rows sealed", numeric=True),
        Column("Rows that wait", numeric=True),
        Column("Segments", numeric=True),
        Column("Last sealed"),
        Column("Written outside"),
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
            head.segment.sha256 if head.segment else None,
        ]
        for head in heads
    ]
    return Table("Sealed logs", columns, rows)
