"""Until when an audit is its auditor's, and until when its moderator's: the month's day, or a later one that was given."""

import datetime

from django.db.models import Count

from audits.enums import AuditState, Part
from audits.models import Audit, CalibrationPart, Cycle, MovedDate
from foundation.council.own_time import own_due

# Working days to write the letter, after an audit is finished.
WRITING_DAYS = 10
# What these functions read of each audit besides its month: prefetch it for a list.
READ = ("versions", "moved_dates")


def audit_due(audit: Audit) -> datetime.date | None:
    """For its auditor; None where no day is set."""
    return due_for(audit, Part.AUDITOR)


def moderation_due(audit: Audit) -> datetime.date | None:
    """For its moderator."""
    return due_for(audit, Part.MODERATOR)


def due_for(audit: Audit, part: Part) -> datetime.date | None:
    first = first_due(audit.cycle, part)
    return max([moved.due for moved in moves_of(audit, part)] + ([first] if first else []), default=None)


def due_of(audit: Audit) -> datetime.date | None:
    """For its auditor, or for its moderator once it is submitted."""
    return due_for(audit, part_now(audit))


def part_now(audit: Audit) -> Part:
    """Whose turn it is: its moderator's once it is submitted, until then its auditor's."""
    return Part.MODERATOR if audit.state == AuditState.SUBMITTED else Part.AUDITOR


def first_due(cycle: Cycle, part: Part) -> datetime.date | None:
    """The month's own day."""
    return cycle.audits_due if part == Part.AUDITOR else cycle.moderation_due


def first_if_moved(audit: Audit, part: Part) -> datetime.date | None:
    """The month's own day, where it is no longer the one that holds."""
    first = first_due(audit.cycle, part)
    return first if first != due_for(audit, part) else None


def moves_of(audit: Audit, part: Part) -> list[MovedDate]:
    """In their order. Reads `moved_dates`: prefetch it for a list."""
    return [moved for moved in audit.moved_dates.all() if moved.part == part]


def offered_due(audit: Audit, part: Part, on: datetime.date) -> datetime.date:
    """The due date that is offered when this part is given to somebody on a day: its own, or days of their own where that is sooner."""
    due = due_for(audit, part)
    return max(due, own_due(on)) if due else own_due(on)


def offered_in_month(cycle: Cycle, part: Part, on: datetime.date) -> datetime.date | None:
    """The same of what comes into a month; None where the month has no day for it."""
    first = first_due(cycle, part)
    return max(first, own_due(on)) if first else None


def part_due(part: CalibrationPart) -> datetime.date:
    """When somebody's grades in a calibration round are due: its day, or later where they were invited late."""
    return max(part.round.due, part.due) if part.due else part.round.due


def moved_in(cycle: Cycle) -> dict[str, int]:
    """How many due dates of each part were moved in a month; one that was moved twice counts twice. A withdrawn record counts nowhere."""
    moved = MovedDate.objects.filter(audit__cycle=cycle).exclude(audit__state=AuditState.WITHDRAWN).order_by()
    return dict(moved.values_list("part").annotate(Count("pk")))
