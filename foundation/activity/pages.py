"""What a page shows of the trail."""

from collections.abc import Sequence
from typing import Any

from foundation.activity.models import Entry
from foundation.activity.querysets import EntryQuerySet


def timeline(entries: EntryQuerySet | Sequence[Entry]) -> list[dict[str, Any]]:
    """What happened, newest first, as `govuk/timeline.html` sets it out; the entries are given as the trail has them, oldest first."""
    return [{"title": entry.sentence[0].upper() + entry.sentence[1:], "who": entry.actor, "day": entry.day} for entry in reversed(entries)]
