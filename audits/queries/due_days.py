"""Until when an audit is its auditor's, and until when its moderator's: whoever gets it late, or again, has days of their own."""

import datetime

from audits.enums import AuditState, Part
from audits.models import Audit, CalibrationPart
from foundation.council.working_days import OWN_DAYS, add_working_days, with_own_days

# Working days to write the letter, after an audit is finished.
WRITING_DAYS = 10
# What these functions read of each audit besides its month: prefetch it for a list.
READ = ("versions", "allocations")


def audit_due(audit: Audit) -> datetime.date | None:
    """The month's day, or later where the audit was given to its auditor late, or given back; None where no day is set."""
    if audit.is_returned:
        return _later(audit.cycle.audits_due, [given_back_on(audit), *_given_on(audit, Part.AUDITOR)])
    return _later(audit.cycle.audits_due, _given_on(audit, Part.AUDITOR)) if audit.cycle.audits_due else None


def moderation_due(audit: Audit) -> datetime.date | None:
    """The month's day, or later where the audit came, or came back, to its moderator after it or shortly before."""
    due = audit.cycle.moderation_due
    if audit.state != AuditState.SUBMITTED:
        return due
    again = [audit.resubmitted_on, given_back_on(audit)]
    return _later(due, [audit.submitted_on, *again, *_given_on(audit, Part.MODERATOR)]) if due or any(again) else None


def due_of(audit: Audit) -> datetime.date | None:
    """Of whoever has it now: its moderator once it is submitted, until then its auditor."""
    return moderation_due(audit) if audit.state == AuditState.SUBMITTED else audit_due(audit)


def part_due(part: CalibrationPart) -> datetime.date:
    """When somebody's grades in a calibration round are due: its day, or later where they were invited late."""
    return with_own_days(part.round.due, part.invited_on) if part.invited_on else part.round.due


def given_back_on(audit: Audit) -> datetime.date | None:
    """When its latest version ended. Reads `versions`: prefetch it for a list."""
    return max((version.ended_on for version in audit.versions.all()), default=None)


def _given_on(audit: Audit, part: Part) -> list[datetime.date | None]:
    """When whoever has this part of it was given it, and when the month went on after a pause."""
    person = audit.auditor_id if part == Part.AUDITOR else audit.moderator_id
    given = [change.made_on for change in audit.allocations.all() if change.part == part and change.after_id == person]
    return [max(given, default=None), audit.cycle.resumed_on]


def _later(due: datetime.date | None, since: list[datetime.date | None]) -> datetime.date | None:
    days = [add_working_days(day, OWN_DAYS) for day in since if day]
    return max([*days, due] if due else days, default=None)
