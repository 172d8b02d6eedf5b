"""Sealing what was added to the logs, in the background: nobody who writes a row waits for it."""

import datetime
import logging

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from .anchors import anchor_segments
from .enums import Log
from .locked_anchors import anchor_in_store, locked_store
from .models import SealedRow, Segment
from .row_hashes import ROWS, hash_of, head_after

logger = logging.getLogger(__name__)
# Rows in one segment.
MOST = 1_000
# No transaction takes so long: what turns up later below a number that was sealed was not written by the portal.
LATEST = datetime.timedelta(hours=1)


def seal_logs() -> dict[str, int]:
    """Seal all that is not sealed yet, and write the heads outside; returns how many rows of each log."""
    sealed = {log.value: _seal_all(log) for log in Log}
    if settings.TRAIL_ANCHOR:
        try:
            anchor_segments(settings.TRAIL_ANCHOR)
        except (OSError, ValueError) as error:
            # The next run writes what is missing. Until then the page says that the heads are not outside.
            logger.error("The heads of the trail could not be written to TRAIL_ANCHOR: %s", error)
    if store := locked_store():
        try:
            anchor_in_store(store)
        except OSError as error:
            logger.error("The heads of the trail could not be written to TRAIL_ANCHOR_URL: %s", error)
    return sealed


def _seal_all(log: Log) -> int:
    count = 0
    while sealed := _seal_next(log):
        count += sealed
    return count


def _seal_next(log: Log) -> int:
    """One segment; 0 where there is nothing to seal, or where another process seals at this moment."""
    try:
        with transaction.atomic():
            return _seal_segment(log)
    except IntegrityError:
        return 0


def _seal_segment(log: Log) -> int:
    last = Segment.objects.filter(log=log).order_by("number").last()
    rows = list(unsealed_rows(log).filter(pk__gt=sealed_for_good(log)).select_related("target_type").order_by("pk")[:MOST])
    if not rows:
        return 0
    hashes = [hash_of(row) for row in rows]
    before = last.sha256 if last else ""
    segment = Segment.objects.create(
        log=log,
        number=last.number + 1 if last else 1,
        rows=len(rows),
        total=len(rows) + (last.total if last else 0),
        last_row=max(rows[-1].pk, last.last_row if last else 0),
        before=before,
        sha256=head_after(before, hashes),
        sealed_at=timezone.now(),
    )
    SealedRow.objects.bulk_create(
        SealedRow(segment=segment, log=log, place=place, row=row.pk, sha256=sha256)
        for place, (row, sha256) in enumerate(zip(rows, hashes, strict=True), start=1)
    )
    return len(rows)


def unsealed_rows(log: Log) -> QuerySet:
    return ROWS[log].objects.filter(~Exists(SealedRow.objects.filter(log=log, row=OuterRef("pk"))))


def sealed_for_good(log: Log) -> int:
    """The number up to which every row was sealed so long ago that none can have been on its way."""
    settled = Segment.objects.filter(log=log, sealed_at__lt=timezone.now() - LATEST).order_by("number").last()
    return settled.last_row if settled else 0
