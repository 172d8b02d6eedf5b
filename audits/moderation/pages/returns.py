"""Who gave an audit back to its auditor."""

from audits.enums import VersionKind
from audits.models import Audit


def sent_back(audit: Audit) -> str:
    """“Sent back by …”, or “Opened again by …” where its grades were agreed. Reads `versions__ended_by`: prefetch it for a list."""
    last = max(audit.versions.all(), key=lambda version: version.number, default=None)
    if last and last.kind == VersionKind.REOPENED:
        return f"{audit.get_state_display()} by {last.ended_by}"
    return f"Sent back by {audit.moderator}" if audit.moderator else "Sent back"
