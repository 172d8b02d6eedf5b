"""Which files of a report are kept, and all of them as one."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from foundation.seals import sha256_of
from reports.content import Document, to_json
from reports.enums import ReportAudience
from reports.models import Report, ReportFile

from .audiences import RELEASED_TO

MANIFEST = "manifest.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def content_mark(document: Document) -> str:
    """By which a file says what it shows."""
    return sha256_of(to_json(document))


def kept_files(report: Report, shown: Document) -> list[ReportFile]:
    """Those of what somebody is `shown` of an approved report, or the latest that were made of a draft; without their content."""
    files = list(report.files.filter(is_draft=not report.is_approved).defer("content"))
    if not files:
        return []
    mark = content_mark(shown) if report.is_approved else files[-1].shows
    return [file for file in files if file.shows == mark]


def kept_file(report: Report, form: str, shown: Document) -> ReportFile | None:
    found = next((file for file in kept_files(report, shown) if file.form == form), None)
    return found and ReportFile.objects.get(pk=found.pk)


def file_name(report: Report, form: str, audience: ReportAudience | None = None) -> str:
    """From the second edition on with its number; of what was released to an audience with its name."""
    released = f"-{audience.value}" if audience in RELEASED_TO and audience else ""
    edition = "" if report.edition == 1 else f"-edition-{report.edition}"
    return f"board-report-{report.code}{edition}{released}.{form}"


def in_one(report: Report, files: Sequence[ReportFile], audience: ReportAudience | None = None) -> bytes:
    """A zip of the files and a manifest of their hashes; the same files make the same zip."""
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as taken:
        for file in files:
            taken.writestr(_entry(file_name(report, file.form, audience)), bytes(file.content))
        taken.writestr(_entry(MANIFEST), _manifest(report, files, audience))
    return bundle.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _manifest(report: Report, files: Iterable[ReportFile], audience: ReportAudience | None) -> str:
    """Each file's size and SHA-256, and that of the content which all of them show."""
    listed = [{"name": file_name(report, file.form, audience), "bytes": file.size, "sha256": _hash(file)} for file in files]
    said = {"report": report.code, "state": report.state, "content_sha256": next((file.shows for file in files), ""), "files": listed}
    return json.dumps(said, indent=2)


def _hash(file: ReportFile) -> str:
    """Of what goes into the zip, not of what was once noted."""
    return hashlib.sha256(bytes(file.content)).hexdigest()
