"""What a practitioner may know of an audit of their work before it is released."""

from typing import Any

from audits.models import Audit
from foundation.council.months import month_name


def facts_before(audit: Audit) -> list[dict[str, Any]]:
    """That a record is audited: which, in which month, by whom. Nothing that was found."""
    facts = [("Case ID", audit.case_id), ("Month", month_name(audit.cycle.month)), ("Auditor", audit.auditor)]
    return [{"key": key, "value": value or "Not given"} for key, value in facts]
