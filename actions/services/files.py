"""Files given as evidence: checked by content, kept under a random name where nothing is served from."""

import hashlib
import uuid
from collections.abc import Iterable
from pathlib import PurePath
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile

from actions.calculations.file_kinds import FileKind, kind_of, what_it_is
from actions.models import ActionRules, Evidence, EvidenceFile

MOST_FILES = 5
TAKEN = "PDF, Word (.docx), Excel (.xlsx), PNG, JPEG or plain text (.txt)"
MEGABYTE = 1024 * 1024


def require_takable(files: Iterable[UploadedFile]) -> None:
    """Raise ValidationError, naming each file that is refused and why, unless all may be kept as evidence."""
    files, rules = list(files), ActionRules.current()
    if files and not rules.evidence_files:
        raise ValidationError({"documents": "Files are not taken as evidence here. Say where to find it in the case system."})
    refused = [sentence for file in files if (sentence := _refusal(file, rules.evidence_megabytes))]
    if len(files) > MOST_FILES:
        refused.append(f"Choose at most {MOST_FILES} files. The most important ones are enough.")
    if refused:
        raise ValidationError({"documents": refused})


def too_large(name: str, megabytes: int) -> str:
    return f"{name} is larger than {megabytes} MB. Send a smaller one, or say where to find it in the case system."


def _refusal(file: UploadedFile, megabytes: int) -> str:
    if (file.size or 0) > megabytes * MEGABYTE:
        return too_large(str(file.name), megabytes)
    if not file.size:
        return f"{file.name} is empty. Choose the file again."
    if _kind(file) is None:
        is_another = what_it_is(_opened(file))
        return f"{file.name} is not taken{': ' + is_another if is_another else ''}. Send {TAKEN}, without macros."
    return ""


def _kind(file: UploadedFile) -> FileKind | None:
    return kind_of(_opened(file), str(file.name))


def _opened(file: UploadedFile) -> BinaryIO:
    assert file.file, "a file that was sent is open"
    return cast(BinaryIO, file.file)


def keep_files(evidence: Evidence, files: Iterable[UploadedFile]) -> list[EvidenceFile]:
    """Store them beside the evidence. Called by services alone, inside their transaction; what was checked is checked here again."""
    files = list(files)
    require_takable(files)
    return [_keep(evidence, file) for file in files]


def _keep(evidence: Evidence, file: UploadedFile) -> EvidenceFile:
    kind = _kind(file)
    assert kind, "require_takable has looked at it"
    stored, digest, size = uuid.uuid4(), hashlib.sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    storages["evidence"].save(stored.hex, file)
    name = f"{PurePath(str(file.name).replace(chr(92), '/')).stem[:140] or 'evidence'}.{kind}"
    return EvidenceFile.objects.create(evidence=evidence, name=name, stored=stored, kind=kind, size=size, sha256=digest.hexdigest())
