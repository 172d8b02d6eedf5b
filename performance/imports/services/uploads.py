"""A file between the upload page and the check page."""

import hashlib
import re
import zipfile
from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.clock import now
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from foundation.sheets import sheets_of
from foundation.versioned import VersionedJSON
from performance.imports.reading import Asked, ModelNeeded, OnProgress, UnknownShape
from performance.models import Mapping, Upload
from performance.permissions import can_import, can_use

from .checks import shown
from .files import DENIED_BECAUSE, ReadFile, check_figures, read_content, require_name_of_nobody, store_read
from .outcomes import ImportOutcome

CHECK, STORE = "performance.check_upload", "performance.store_upload"
NOT_YOURS = "A file that is being checked is only for the analyst or QA lead who chose it."
# A file of more rows than this is checked and stored in the background.
LONG_ROWS = 5_000
# So many bytes take as many rows in a workbook's sheet once it is unpacked, each of a handful of cells.
LONG_SHEET = 1_500_000
# Where an Excel and an OpenDocument workbook keep their cells.
TABLES = ("xl/worksheets/", "content.xml")
# `Upload.checked`: what the check page shows of a long file.
CHECKED = VersionedJSON("what the check of a long file found", {1: dict}, before_versions=dict)
MODEL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)


@transaction.atomic
def keep_upload(*, actor: Person, content: bytes, name: str, shape: str = "", mapping: Mapping | None = None) -> Upload:
    """Keep a file until its person stores it; their earlier one goes. A file of no known shape is kept too: a mapping can be made for it.

    Raises UnreadableFile where it is no table at all, or not the one that it was said to be.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    require_name_of_nobody(name)
    outcome = None
    if is_long(content):
        sheets_of(content, name)
    else:
        # One of no known shape waits here for a mapping, and one of neighbours for their model.
        with suppress(UnknownShape, ModelNeeded):
            outcome = check_figures(actor=actor, file=BytesIO(content), name=name, mapping=mapping or shape)
    Upload.objects.filter(uploaded_by=actor).delete()
    upload = Upload.objects.create(uploaded_by=actor, file_name=name[-200:], content=content, shape=shape, mapping=mapping)
    record(actor=actor, verb="indicator.upload_kept", target=upload, file=upload.file_name, sha256=hashlib.sha256(content).hexdigest())
    if outcome is not None:
        _kept_check(upload, outcome)
    return upload


def is_long(content: bytes) -> bool:
    """Whether the file has more rows than are checked while somebody waits."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist() if part.filename.startswith(TABLES)) > LONG_SHEET
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return content.count(b"\n") > LONG_ROWS


def read_as(upload: Upload) -> Asked:
    return upload.mapping or upload.shape


@transaction.atomic
def use_mapping(*, actor: Person, upload: Upload, mapping: Mapping) -> Upload:
    """Read a kept file by a mapping from now on."""
    require(can_use, actor, upload, why=NOT_YOURS)
    upload.mapping, upload.shape, upload.checked, upload.checked_at = mapping, "", None, None
    upload.save(update_fields=["mapping", "shape", "checked", "checked_at"])
    record(actor=actor, verb="indicator.upload_read_as", target=upload, file=upload.file_name, mapping=str(mapping))
    return upload


@transaction.atomic
def say_model(*, actor: Person, upload: Upload, model: str) -> Upload:
    """Say by which model the neighbours in a kept file are. Raises ValidationError naming the field."""
    require(can_use, actor, upload, why=NOT_YOURS)
    if not MODEL.fullmatch(model):
        raise ValidationError({"model": "Write the model as the year and month from which it holds, such as 2025-05."})
    upload.neighbour_model, upload.checked, upload.checked_at = model, None, None
    upload.save(update_fields=["neighbour_model", "checked", "checked_at"])
    record(actor=actor, verb="indicator.upload_read_as", target=upload, file=upload.file_name, model=model)
    return upload


def check_upload(*, actor: Person, upload: Upload, on_progress: OnProgress | None = None) -> ImportOutcome:
    """What storing a kept file would do now. Raises UnreadableFile; UnknownShape where it waits for a mapping."""
    require(can_use, actor, upload, why=NOT_YOURS)
    file, name = BytesIO(bytes(upload.content)), upload.file_name
    return check_figures(actor=actor, file=file, name=name, mapping=read_as(upload), on_progress=on_progress, model=upload.neighbour_model)


def check_shown(*, actor: Person, upload: Upload) -> dict[str, Any] | None:
    """What the check page shows: of a long file what its check in the background found, None where it has not ended well.

    Any other is read for it once, and again only where something was written since. Raises as `check_upload` does.
    """
    require(can_use, actor, upload, why=NOT_YOURS)
    if is_long(bytes(upload.content)):
        return None if upload.checked is None else CHECKED.read(upload.checked)
    return cached_until_trail_changes(_name_of_check(upload), lambda: shown(check_upload(actor=actor, upload=upload)))


def _kept_check(upload: Upload, outcome: ImportOutcome) -> None:
    """The upload page has read the file to know its shape: the check page need not read it again."""
    cached_until_trail_changes(_name_of_check(upload), lambda: shown(outcome))


def _name_of_check(upload: Upload) -> str:
    return f"figures-check-{upload.pk}-{upload.uploaded_at.timestamp()}"


def ask_to_check(*, actor: Person, upload: Upload) -> Job:
    """Have a long file checked in the background."""
    require(can_use, actor, upload, why=NOT_YOURS)
    return enqueue(kind=CHECK, actor=actor, upload=upload.pk)


@transaction.atomic
def keep_check(*, actor: Person, upload: Upload, outcome: ImportOutcome) -> Upload:
    """Keep what the check of a long file found, for its page."""
    require(can_use, actor, upload, why=NOT_YOURS)
    upload.checked, upload.checked_at = CHECKED.write(**shown(outcome)), now()
    upload.save(update_fields=["checked", "checked_at"])
    return upload


@transaction.atomic
def ask_to_store(*, actor: Person, upload: Upload, accept_valid: bool = False, jumps_seen: bool = False) -> Job:
    """Have a long file stored in the background; the job that does it already, where it was asked for before."""
    require(can_use, actor, upload, why=NOT_YOURS)
    Upload.objects.select_for_update().filter(pk=upload.pk).first()
    under_way = Job.objects.filter(kind=STORE, arguments__upload=upload.pk, state__in=[JobState.QUEUED, JobState.RUNNING]).first()
    return under_way or enqueue(kind=STORE, actor=actor, upload=upload.pk, accept_valid=accept_valid, jumps_seen=jumps_seen)


def read_upload(*, actor: Person, upload: Upload, on_progress: OnProgress | None = None) -> ReadFile:
    require(can_use, actor, upload, why=NOT_YOURS)
    content, name = bytes(upload.content), upload.file_name
    return read_content(
        actor=actor, content=content, name=name, mapping=read_as(upload), on_progress=on_progress, model=upload.neighbour_model
    )


@transaction.atomic
def store_upload(
    *, actor: Person, upload: Upload, accept_valid: bool = False, jumps_seen: bool = False, read: ReadFile | None = None
) -> ImportOutcome:
    """Take in a file that was checked; it stays, to be looked at again, where a row was refused and `accept_valid` is not set, or where
    a figure moved far and `jumps_seen` does not say that it is right.
    """
    require(can_use, actor, upload, why=NOT_YOURS)
    read = read or read_upload(actor=actor, upload=upload)
    outcome = store_read(actor=actor, read=read, accept_valid=accept_valid, jumps_seen=jumps_seen)
    if not (outcome.is_refused or outcome.is_unsure):
        upload.delete()
    return outcome
