"""What happened to an inspection, a recommendation or a priority."""

from typing import Any

from django.db.models import Model

from foundation.activity.models import Entry


def history_of(row: Model) -> list[dict[str, Any]]:
    """Newest first."""
    entries = Entry.objects.of(row).writes().select_related("actor").order_by("-pk")
    return [{"title": entry.sentence[0].upper() + entry.sentence[1:], "who": entry.actor, "day": entry.day} for entry in entries]
