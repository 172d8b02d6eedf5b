"""What a practitioner may know of an audit of their work before it is released."""

from typing import Any

from audits.models import Audit, Reflection
from foundation.council.months import month_name


def summary_before_release(audit: Audit) -> list[dict[str, Any]]:
    """That a record is audited: which, in which month, by whom. Nothing that was found."""
    facts = [("Case ID", audit.case_id), ("Month", month_name(audit.cycle.month)), ("Auditor", audit.auditor)]
    return [{"key": key, "value": value or "Not given"} for key, value in facts]


def reflection_summary(reflection: Reflection) -> list[dict[str, Any]]:
    """Beside what was written: nothing of a record that turned out to be another worker's."""
    audit = reflection.audit
    return summary_before_release(audit) if reflection.written_by_id == audit.allocated_worker_id else []
