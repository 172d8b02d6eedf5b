"""Who gave an audit back to its auditor."""

from audits.models import Audit


def sent_back(audit: Audit) -> str:
    """“Sent back by …”, or “Opened again by …”: the name of its state. Reads `versions__ended_by`: prefetch it for a list."""
    last = max(audit.versions.all(), key=lambda version: version.number, default=None)
    return f"{audit.get_state_display()} by {last.ended_by}" if last else audit.get_state_display()
