"""Making packs: in the background, kept in parts, given again byte for byte."""

import datetime
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audits.models import RestrictedRecord
from foundation.accounts.models import Person, Service
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.bounds import require_month_in_reach
from foundation.council.clock import now
from foundation.council.months import add_months, first_of, month_name
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from insight.queries.agreement import months_still_to_moderate

from .composing.bundle import OnPackedFile, write_pack
from .composing.contents import PackAsked
from .composing.inspection import inspection_pack
from .composing.service import service_pack
from .enums import PackKind
from .models import Pack, PackPart
from .permissions import can_make_inspection_packs, can_make_service_pack, can_take_records
from .stored import PACK_FILES, PackedFile

MAKE = "packs.make"
MOST_MONTHS = 24
# Bytes that are held at once.
PART_SIZE = 1024 * 1024
_COMPOSERS = {PackKind.INSPECTION: inspection_pack, PackKind.SERVICE: service_pack}
RESTRICTED_MEANWHILE = (
    "A record was restricted while this pack was being made, and may be in it. Make it again: the next one leaves it out."
)


class ComposedPack(NamedTuple):
    """A pack as a file, what is in it, and the restrictions that were known before the first of it was read: their records are left out."""

    path: Path
    files: Sequence[PackedFile]
    left_out: frozenset[int]


@transaction.atomic
def ask_for_pack(
    *, actor: Person, kind: PackKind, first: datetime.date, last: datetime.date, service: Service | None = None, with_records: bool = False
) -> Job:
    """Have a pack made in the background; the job that makes it already, where the same person asked for the same."""
    first, last = first_of(first), first_of(last)
    require_may_make(actor, kind, first, last, service, with_records)
    Person.objects.select_for_update().filter(pk=actor.pk).first()
    asked = {
        "pack_kind": str(kind.value),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "service": service.pk if service else None,
        "with_records": with_records,
    }
    waiting = Job.objects.filter(kind=MAKE, asked_by=actor, state__in=[JobState.QUEUED, JobState.RUNNING])
    under_way = next((job for job in waiting if job.arguments == asked), None)
    return under_way or enqueue(kind=MAKE, actor=actor, **asked)


def require_may_make(
    actor: Person, kind: PackKind, first: datetime.date, last: datetime.date, service: Service | None, with_records: bool
) -> None:
    """Raises PermissionDenied, or ValidationError by field for months that cannot be."""
    if kind == PackKind.SERVICE:
        if service is None:
            raise ValidationError({"service": "Choose a service."})
        require(can_make_service_pack, actor, service, why="The QA lead, a director, and the head or manager of the service make its pack.")
    else:
        require(can_make_inspection_packs, actor, why="The QA lead and directors make an inspection pack.")
    if with_records:
        require(can_take_records, actor, why="Only people who may read every audit take lists of records.")
    require_month_in_reach(first, field="first")
    require_month_in_reach(last, field="last")
    if last < first:
        raise ValidationError({"last": "The last month is earlier than the first. Give the earlier month first."})
    if add_months(first, MOST_MONTHS - 1) < last:
        raise ValidationError({"last": f"A pack covers at most {MOST_MONTHS} months. Choose a shorter period."})
    if hidden := months_still_to_moderate(actor, first, last):
        names = ", ".join(map(month_name, hidden))
        raise ValidationError(
            f"You still have audits of {names} to grade blind, and the pack would show their grades. Moderate them first."
        )


@contextmanager
def compose_pack(*, asked: PackAsked, on_file: OnPackedFile = lambda done, total, name: None) -> Iterator[ComposedPack]:
    """A pack whose file goes when the block ends. Raises ValidationError where a record was restricted while it was written."""
    require_may_make(asked.reader, asked.kind, asked.first, asked.last, asked.service, asked.with_records)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.zip"
        left_out = _restrictions()
        made = ComposedPack(path, write_pack(path, asked, _COMPOSERS[asked.kind](asked), on_file), left_out)
        _require_none_since(made, asked)
        yield made


def _restrictions() -> frozenset[int]:
    return frozenset(RestrictedRecord.objects.in_force().values_list("pk", flat=True))


def _require_none_since(made: ComposedPack, asked: PackAsked) -> None:
    if asked.with_records and _restrictions() - made.left_out:
        raise ValidationError(RESTRICTED_MEANWHILE)


@transaction.atomic
def keep_pack(*, actor: Person, asked: PackAsked, made: ComposedPack) -> Pack:
    """Keep a pack that was made. One that is the same byte for byte as the newest alike is kept once.

    Which restrictions it knew of goes into the trail: whatever is restricted later, in the same moment included, closes its lists
    (`is_closed_since`). Raises ValidationError where that has happened already.
    """
    require_may_make(actor, asked.kind, asked.first, asked.last, asked.service, asked.with_records)
    _require_none_since(made, asked)
    pack = Pack(
        kind=asked.kind,
        first_month=asked.first,
        last_month=asked.last,
        service=asked.service,
        with_records=asked.with_records,
        made_by=actor,
        made_at=now(),
        size=made.path.stat().st_size,
        sha256=_sha256(made.path),
        files=PACK_FILES.write(files=[asdict(each) for each in made.files]),
    )
    newest = Pack.objects.alike(pack).first()
    if newest and newest.sha256 == pack.sha256:
        return newest
    pack.save(force_insert=True)
    for position, content in enumerate(_in_parts(made.path)):
        PackPart.objects.create(pack=pack, position=position, content=content)
    facts = {"with_records": asked.with_records, "sha256": pack.sha256, "left_out": sorted(made.left_out)}
    record(actor=actor, verb="pack.made", target=pack, pack=str(pack), **facts)
    return pack


@transaction.atomic
def remove_pack(*, actor: Person, pack: Pack) -> None:
    """Take a pack away: its bytes go, the trail says that it was there. The second time does nothing."""
    found = Pack.objects.select_for_update().filter(pk=pack.pk).first()
    if found is None:
        return
    if not Pack.objects.visible_to(actor).filter(pk=found.pk).exists():
        raise PermissionDenied("This pack is not one that you may read.")
    record(actor=actor, verb="pack.removed", target=found, pack=str(found), sha256=found.sha256)
    found.delete()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    for part in _in_parts(path):
        digest.update(part)
    return digest.hexdigest()


def _in_parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(PART_SIZE):
            yield part
