"""How far the trail and the reading log are sealed, and whether their heads are outside the database."""

from dataclasses import dataclass

from django.conf import settings

from foundation.activity.anchors import read_anchors
from foundation.activity.enums import Log
from foundation.activity.models import Segment
from foundation.activity.sealing import unsealed_rows


@dataclass(frozen=True)
class LogHead:
    """`segment` is the newest, None where nothing is sealed yet; `waiting` rows will be sealed by the next run.

    `is_outside`: its SHA-256 is in the file outside as well; None where there is no such file.
    """

    log: Log
    segment: Segment | None
    waiting: int
    is_outside: bool | None


def log_heads() -> list[LogHead]:
    outside = _heads_outside()
    found = []
    for log in Log:
        newest = Segment.objects.filter(log=log).order_by("number").last()
        is_outside = None if outside is None else newest is not None and newest.sha256 in outside
        found.append(LogHead(log, newest, unsealed_rows(log).count(), is_outside))
    return found


def _heads_outside() -> set[str] | None:
    """Empty where the file cannot be read, so that the page says that the heads are not there."""
    if settings.TRAIL_ANCHOR is None:
        return None
    try:
        return {each.sha256 for each in read_anchors(settings.TRAIL_ANCHOR)}
    except (OSError, ValueError):
        return set()
