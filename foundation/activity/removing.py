"""Removing rows of the logs when the rules of retention say so: the chain of hashes can still be verified."""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from django.db import transaction

from foundation.council.clock import today

from .enums import Log
from .models import Entry, RemovedRow, SealedRow, Segment
from .row_hashes import ROWS, head_after
from .trail import record

# By what an entry of the trail says that rows were removed. Such an entry stays for good: by it the chain is verified.
VERB = "trail.rows_removed"
# Numbers that one statement takes on either database.
BATCH = 500
T = TypeVar("T")


@transaction.atomic
def remove_rows(*, actor: object, log: Log, rows: Collection[int], certificate: str) -> int:
    """Remove these rows of a log and leave their hashes; answers how many.

    Called by a service that has asked for permission, inside its transaction. What is not sealed yet stays, so seal before the
    transaction begins: heads are written outside at once. Entries that themselves say what was removed stay too.
    """
    going = sorted(_removable(log, rows))
    if not going:
        return 0
    day = today()
    RemovedRow.objects.bulk_create(
        (RemovedRow(log=log, row=row, certificate=certificate, removed_on=day) for row in going), batch_size=BATCH
    )
    for numbers in batches(going):
        ROWS[log].objects.filter(pk__in=numbers).delete()
    facts = {"certificate": certificate, "log": log.value, "rows": len(going), "sha256": digest_of(log, certificate)}
    # About the log, so that what was removed is found without reading all of the trail.
    record(actor=actor, verb=VERB, target=Segment.objects.filter(log=log).earliest("number"), **facts)
    return len(going)


def _removable(log: Log, rows: Collection[int]) -> Iterator[int]:
    for numbers in batches(sorted(rows)):
        sealed = SealedRow.objects.filter(log=log, row__in=numbers).values_list("row", flat=True)
        found = ROWS[log].objects.filter(pk__in=list(sealed))
        if log == Log.TRAIL:
            found = found.exclude(verb=VERB)  # type: ignore[misc]  # of the trail
        yield from found.order_by().values_list("pk", flat=True)


def digest_of(log: Log, certificate: str) -> str:
    """The SHA-256 of the hashes of all rows that a certificate removed, in the order in which they are sealed."""
    hashes = SealedRow.objects.filter(log=log, row__in=RemovedRow.objects.filter(log=log, certificate=certificate).values("row"))
    return head_after("", hashes.values_list("sha256", flat=True))


def unproved_certificates() -> Iterator[tuple[Log, str]]:
    """Certificates under which rows are missing, and of which no entry of the trail says that just these were removed."""
    said = {
        (facts.get("log"), facts.get("certificate"), facts.get("sha256"))
        for facts in Entry.objects.of_type(Segment).filter(verb=VERB).values_list("facts", flat=True)
    }
    for log, certificate in sorted(set(RemovedRow.objects.order_by().values_list("log", "certificate").distinct())):
        if (log, certificate, digest_of(Log(log), certificate)) not in said:
            yield Log(log), certificate


def batches(numbers: Iterable[T]) -> Iterator[list[T]]:
    every = list(numbers)
    return (every[start : start + BATCH] for start in range(0, len(every), BATCH))
