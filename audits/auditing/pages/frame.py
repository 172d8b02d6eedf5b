"""What every page of the auditor's form shows around its own."""

import datetime
from typing import Any

from audits.models import Audit
from audits.optional_url import optional_url
from audits.pages.due_days import due_line
from audits.pages.summary import audit_summary
from audits.risks.pages import risks_on
from foundation.accounts.models import Person


def frame_of(audit: Audit, person: Person, today: datetime.date) -> dict[str, Any]:
    return {
        "audit": audit,
        "facts": audit_summary(audit),
        "due": due_line(audit, today),
        "risks": risks_on(audit, person),
        "theme_changes": list(audit.theme_changes.all()),
        "parts_url": _parts_url(audit),
    }


def _parts_url(audit: Audit) -> str:
    """Where the parts of other agencies are, of an audit with such."""
    kind = audit.cycle.kind
    return optional_url("audits:parts", audit.number) if kind and kind.is_multi_agency else ""
