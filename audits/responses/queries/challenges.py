"""Until when a finished audit can be challenged."""

import datetime

from audits.models import Audit, AuditRules
from foundation.council.working_days import add_working_days


def challenge_until(audit: Audit) -> datetime.date | None:
    """The last day for a challenge; None where the audit is not finished or came from a spreadsheet of past ones."""
    if audit.imported or not audit.is_finished or audit.finished_on is None:
        return None
    return add_working_days(audit.finished_on, AuditRules.current().challenge_days)
