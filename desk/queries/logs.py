"""How far the trail and the reading log are sealed, and whether their heads are outside the database."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from foundation.accounts.models import Person
from foundation.activity.anchors import read_anchors
from foundation.activity.enums import Log
from foundation.activity.locked_anchors import locked_store, name_of
from foundation.activity.models import AnchoredLog, LogCheck, Segment
from foundation.activity.sealing import unsealed_rows
from foundation.jobs.models import JobFile

# The kind of the job that makes an evidence pack.
MAKE_EVIDENCE = "desk.evidence_pack"


@dataclass(frozen=True)
class LogHead:
    """`segment` is the newest, None where nothing is sealed yet; `waiting` rows will be sealed by the next run.

    `is_outside`: its SHA-256 is in the file outside as well; None where there is no such file.
    """

    log: Log
    segment: Segment | None
    waiting: int
    is_outside: bool | None
    # Its head is in the storage with object lock; None where there is none.
    is_locked: bool | None
    anchored_at: datetime.datetime | None


def log_heads() -> list[LogHead]:
    outside, store = _heads_outside(), locked_store()
    written = {each.log: each.at for each in AnchoredLog.objects.all()}
    found = []
    for log in Log:
        newest = Segment.objects.filter(log=log).order_by("number").last()
        is_outside = None if outside is None else newest is not None and newest.sha256 in outside
        is_locked = None if store is None else newest is not None and _is_locked(store, newest)
        found.append(LogHead(log, newest, unsealed_rows(log).count(), is_outside, is_locked, written.get(log) or _file_written()))
    return found


def evidence_packs(person: Person, on: datetime.date) -> Iterable[JobFile]:
    """Their own, as long as each can be taken; the newest first."""
    return JobFile.objects.kept_on(on).filter(job__kind=MAKE_EVIDENCE, job__asked_by=person).select_related("job").order_by("-pk")


def last_check() -> LogCheck | None:
    return LogCheck.objects.first()


def _is_locked(store: Any, segment: Segment) -> bool:
    try:
        return bool(store.exists(name_of(segment)))
    except OSError:
        return False


def _file_written() -> datetime.datetime | None:
    try:
        seconds = settings.TRAIL_ANCHOR.stat().st_mtime if settings.TRAIL_ANCHOR else None
    except OSError:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC) if seconds else None


def _heads_outside() -> set[str] | None:
    """Empty where the file cannot be read, so that the page says that the heads are not there."""
    if settings.TRAIL_ANCHOR is None:
        return None
    try:
        return {each.sha256 for each in read_anchors(settings.TRAIL_ANCHOR)}
    except (OSError, ValueError):
        return set()
