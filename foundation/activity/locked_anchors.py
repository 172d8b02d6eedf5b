"""The heads of the logs in storage with object lock: an object for each segment, which nobody can change or delete before its day.

What a head says is in its name, so that a list of names is all of them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from .anchors import Anchor
from .enums import Log
from .models import AnchoredLog, Segment

STORE = "trail"
NAME = re.compile(r"(\d{9})-(\d+)-([0-9a-f]{64})\.json")
# In one run; what is left is for the next.
AT_ONCE = 1_000


def locked_store() -> Any:
    """None where the installation has none."""
    return storages[STORE] if STORE in settings.STORAGES else None


def place_of(store: Any) -> str:
    return f"{store.endpoint_url}/{store.bucket_name}"


def anchor_in_store(store: Any) -> int:
    """Write the heads that are not there yet; returns how many. Raises OSError where the storage is away or keeps nothing locked."""
    return sum(_anchor_log(store, log) for log in Log)


def _anchor_log(store: Any, log: Log) -> int:
    held = AnchoredLog.objects.filter(log=log).first()
    place = place_of(store)
    # In another storage it begins again.
    last = held.segment if held and held.place == place else 0
    count = 0
    for segment in Segment.objects.filter(log=log, number__gt=last).order_by("number")[:AT_ONCE]:
        name = name_of(segment)
        if not store.exists(name):
            head = Anchor(segment.log, segment.number, segment.total, segment.sha256, segment.sealed_at.isoformat())
            store.save(name, ContentFile(json.dumps(asdict(head)).encode()))
        values = {"place": place, "segment": segment.number, "at": timezone.now()}
        AnchoredLog.objects.update_or_create(log=log, defaults=values)
        count += 1
    return count


def name_of(segment: Segment) -> str:
    return f"{segment.log}/{segment.number:09}-{segment.total}-{segment.sha256}.json"


def read_from_store(store: Any) -> Iterator[Anchor]:
    """Raises OSError where the storage is away, ValueError for an object that is no head."""
    for log in Log:
        for name in sorted(store.listdir(log.value)[1]):
            found = NAME.fullmatch(name)
            if found is None:
                raise ValueError(f"{log.value}/{name} is not the head of a log.")
            yield Anchor(log.value, int(found[1]), int(found[2]), found[3], "")
