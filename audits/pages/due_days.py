"""Until when an audit is somebody's, in words."""

import datetime

from audits.enums import OPEN_STATES, AuditState
from audits.models import Audit
from audits.queries.due_days import due_of
from foundation.council.working_days import OWN_DAYS, due_in_words
from foundation.documents.formats import uk_date


def own_time_words(audit: Audit) -> str:
    """Why it is due later than its month; empty where it is not."""
    month = audit.cycle.moderation_due if audit.state == AuditState.SUBMITTED else audit.cycle.audits_due
    due = due_of(audit)
    return f"{OWN_DAYS} working days from when it came; the month’s day is {uk_date(month)}" if month and due and due > month else ""


def due_line(audit: Audit, today: datetime.date) -> str:
    """“23 June 2023, in 3 working days”, the due date of the person who has it now; empty where nothing is due."""
    due = None if audit.cycle.is_paused or audit.state not in OPEN_STATES else due_of(audit)
    return f"{uk_date(due)}, {due_in_words(due, today)}" if due else ""
