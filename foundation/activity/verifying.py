"""Whether the logs are what was sealed: rows changed, removed, inserted or put in another order, an end cut off, two that went on apart."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from foundation.council.clock import today

from .anchors import Anchor, read_anchors
from .enums import Log
from .locked_anchors import locked_store, read_from_store
from .models import LogCheck, RemovedRow, Segment
from .removing import unproved_certificates
from .row_hashes import ROWS, hash_of, head_after
from .sealing import sealed_for_good, unsealed_rows


@dataclass(frozen=True)
class Broken:
    """`entry` is the number of the row in the trail, “access 7” of one in the reading log, and none of a whole segment."""

    entry: int | str | None
    what: str


@dataclass(frozen=True)
class Verified:
    entries: int
    segments: int
    broken: Sequence[Broken]


def anchors_outside() -> list[Anchor]:
    """Every head that was written outside: in the file and in the locked storage. Raises OSError or ValueError where one cannot be read."""
    found = read_anchors(settings.TRAIL_ANCHOR) if settings.TRAIL_ANCHOR and settings.TRAIL_ANCHOR.exists() else []
    return [*found, *(read_from_store(store) if (store := locked_store()) else ())]


def check_logs(anchors: Sequence[Anchor]) -> Verified:
    """Verify, and keep when that was and what came of it, for the page of the sealed logs."""
    verified = verify_logs(anchors)
    LogCheck.objects.create(
        at=timezone.now(),
        day=today(),
        entries=verified.entries,
        segments=verified.segments,
        broken=len(verified.broken),
        against_outside=bool(anchors),
    )
    return verified


def verify_logs(anchors: Iterable[Anchor] = ()) -> Verified:
    """Both logs, row by row; `anchors` are the heads that were written outside."""
    broken = [each for log in Log for each in _broken_in(log)]
    broken += _broken_certificates()
    broken += _broken_by(list(anchors))
    entries = sum(model.objects.count() for model in ROWS.values())
    return Verified(entries, Segment.objects.count(), broken)


def _broken_in(log: Log) -> Iterator[Broken]:
    before, expected, total = "", 1, 0
    for segment in Segment.objects.filter(log=log).order_by("number").iterator():
        if segment.number != expected:
            yield Broken(None, f"{_name(log)}: segment {expected} is not there.")
        elif segment.before != before:
            yield Broken(None, f"{segment}: it does not follow from the segment before.")
        yield from _broken_rows(log, segment)
        before, expected, total = segment.sha256, segment.number + 1, total + segment.rows
        if segment.total != total:
            yield Broken(None, f"{segment}: it counts {segment.total} rows so far, and there are {total}.")
    for row in unsealed_rows(log).filter(pk__lte=sealed_for_good(log)).order_by("pk").values_list("pk", flat=True):
        yield Broken(_entry(log, row), "Inserted: it is not sealed, and later ones were long ago.")


def _broken_rows(log: Log, segment: Segment) -> Iterator[Broken]:
    sealed = list(segment.sealed.values_list("row", "sha256"))
    if len(sealed) != segment.rows or head_after(segment.before, (sha256 for _, sha256 in sealed)) != segment.sha256:
        yield Broken(None, f"{segment}: its SHA-256 is not that of its rows.")
    numbers = [row for row, _ in sealed]
    now = {number: hash_of(row) for number, row in ROWS[log].objects.select_related("target_type").in_bulk(numbers).items()}
    removed = set(RemovedRow.objects.filter(log=log, row__in=numbers).values_list("row", flat=True))
    every = {sha256 for _, sha256 in sealed}
    for number, sha256 in sealed:
        if what := _what_is_wrong(now.get(number), sha256, every, is_removed=number in removed):
            yield Broken(_entry(log, number), what)


def _what_is_wrong(now: str | None, sealed: str, every: Collection[str], *, is_removed: bool) -> str:
    """Of one row, by its hash as it is now and as it was sealed; empty where nothing is."""
    if is_removed:
        return "" if now is None else "Inserted again: retention had removed it."
    if now is None:
        return "Removed."
    if now != sealed:
        return "Reordered: it holds what another row of its segment held." if now in every else "Changed."
    return ""


def _broken_certificates() -> Iterator[Broken]:
    """Rows that are said to be removed by the rules of retention, where no sealed entry says so of just these."""
    for log, certificate in unproved_certificates():
        yield Broken(
            None, f"{_name(log)}: rows are missing under the certificate {certificate}, and the trail does not say so of just these."
        )


def _broken_by(anchors: Sequence[Anchor]) -> Iterator[Broken]:
    """What the heads outside say of the heads in the database."""
    stored = {(each.log, each.number): each for each in Segment.objects.all()}
    said: dict[tuple[str, int], set[str]] = defaultdict(set)
    for anchor in anchors:
        said[anchor.log, anchor.segment].add(anchor.sha256)
    for (log, number), heads in said.items():
        name = f"{_name(Log(log))}, segment {number}"
        if len(heads) > 1:
            yield Broken(None, f"{name}: a fork. Two databases that had been one were both sealed, and wrote different heads.")
        if (log, number) not in stored:
            yield Broken(None, f"{name}: it was written outside and is not in the database. The end was cut off.")
        elif stored[log, number].sha256 not in heads:
            yield Broken(None, f"{name}: its SHA-256 is another than was written outside. It was sealed again.")


def _name(log: Log) -> str:
    return str(log.label)


def _entry(log: Log, number: int) -> int | str:
    return number if log == Log.TRAIL else f"{log} {number}"
