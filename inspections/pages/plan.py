"""A priority's page."""

import datetime
from typing import Any

from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date
from inspections.models import PlanPriority


def priority_summary(priority: PlanPriority, on: datetime.date) -> list[dict[str, Any]]:
    """Rows of the summary."""
    late = f", {due_in_words(priority.due, on)}" if priority.is_open else ""
    rows = [
        {"key": "Owner", "value": str(priority.owner)},
        {"key": "By when", "value": f"{uk_date(priority.due)}{late}"},
        {"key": "Set", "value": f"{uk_date(priority.set_on)} by {priority.set_by}"},
        {"key": "Closed", "value": uk_date(priority.closed_on) if priority.closed_on else ""},
    ]
    return [row for row in rows if row["value"]]


def notes_of(priority: PlanPriority) -> list[dict[str, Any]]:
    """How it is going, the latest first, as a timeline."""
    return [
        {"title": "How it is going", "who": note.written_by, "day": note.written_on, "text": note.words} for note in priority.notes.all()
    ]
