"""What happened to an inspection, a recommendation or a priority."""

from typing import Any

from django.db.models import Model

from foundation.activity.models import Entry
from foundation.activity.pages import timeline


def history_of(row: Model) -> list[dict[str, Any]]:
    """Newest first."""
    return timeline(Entry.objects.of(row).writes())
