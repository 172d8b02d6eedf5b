"""Inspection mode: how many tracked children are done, and each with the hours that are left."""

import datetime
from collections.abc import Sequence

from django.utils.timezone import localtime

from audits.enums import AuditState
from foundation.accounts.models import Person
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_datetime
from inspections.models import CaseTracking, TrackedChild
from inspections.queries.tracking import TrackingCounts

from .work import time_left


def figures_of(counts: TrackingCounts) -> list[dict[str, object]]:
    """The numbers above the table."""
    return [
        {"number": f"{counts.done} of {counts.children}", "text": "done"},
        {"number": counts.late, "text": "late"},
        {"number": counts.unallocated, "text": "without an auditor"},
    ]


def state_words(tracking: CaseTracking, at: datetime.datetime) -> str:
    if tracking.ended_at:
        return f"On from {uk_datetime(tracking.starts_at)} until {uk_datetime(tracking.ended_at)}."
    begins = "Begins" if tracking.starts_at > at else "On since"
    return f"{begins} {uk_datetime(tracking.starts_at)}, until a QA lead ends it."


def children_table(children: Sequence[TrackedChild], tracking: CaseTracking, reader: Person) -> Table:
    """Those that are still to do come first, due first."""
    columns = [
        Column("Audit", names_row=True),
        *(
            Column("Case ID", nowrap=True),
            Column("Team", more=True),
            Column("Auditor"),
            Column("State"),
            Column("Due"),
            Column("Time left"),
        ),
    ]
    ordered = sorted(children, key=lambda child: (is_done(child), child.due_at, child.pk))
    rows: list[AnyRow] = [_child_row(child, tracking) for child in ordered]
    return Table("Tracked children", columns, rows, empty="No child is tracked yet. Add their case IDs below.")


def _child_row(child: TrackedChild, tracking: CaseTracking) -> AnyRow:
    audit = child.audit
    auditor = Cell(str(audit.auditor)) if audit.auditor else Cell("Nobody yet", strong=True)
    left = "Done" if is_done(child) else time_left(child.due_at) if tracking.is_on else "–"
    return [
        Cell(str(audit), href=audit.get_absolute_url()),
        audit.case_id,
        str(audit.team or "") or None,
        auditor,
        Cell(audit.get_state_display(), CellKind.STATE),
        Cell(localtime(child.due_at), text=uk_datetime(child.due_at)),
        left if audit.state != AuditState.WITHDRAWN else "Withdrawn",
    ]


def is_done(child: TrackedChild) -> bool:
    return child.audit.submitted_on is not None
