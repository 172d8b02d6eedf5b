"""Until when an audit is its auditor's, and until when its moderator's: whoever has it again gets days of their own."""

import datetime

from audits.enums import State
from audits.models import Audit
from foundation.council.working_days import add_working_days

# Working days to revise an audit that was given back, or to moderate one again.
AGAIN_DAYS = 5


def audit_due(audit: Audit) -> datetime.date | None:
    """The month's day, or later where the audit was given back; None where no day is set."""
    return _later(audit.cycle.audits_due, given_back_on(audit) if audit.is_returned else None)


def moderation_due(audit: Audit) -> datetime.date | None:
    """The month's day, or later where the audit came back to its moderator."""
    return _later(audit.cycle.moderation_due, _came_back_on(audit) if audit.state == State.SUBMITTED else None)


def given_back_on(audit: Audit) -> datetime.date | None:
    """When its latest version ended. Reads `versions`: prefetch it for a list."""
    return max((version.ended_on for version in audit.versions.all()), default=None)


def _came_back_on(audit: Audit) -> datetime.date | None:
    days = [day for day in (audit.resubmitted_on, given_back_on(audit)) if day]
    return max(days, default=None)


def _later(due: datetime.date | None, again_from: datetime.date | None) -> datetime.date | None:
    if again_from is None:
        return due
    again = add_working_days(again_from, AGAIN_DAYS)
    return max(due, again) if due else again
