"""Files that jobs make: kept in the database for some days, so that any web process gives what any worker made, and then gone."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse

from foundation.council.clock import today
from foundation.council.downloads import streamed_file

from .models import Job, JobFile


def kept_file(job: Job | None) -> JobFile | None:
    """What the job made, as long as it can be taken."""
    return JobFile.objects.kept_on(today()).filter(job=job).first() if job else None


def as_download(file: JobFile) -> StreamingHttpResponse:
    return streamed_file(_parts(file), file.media_type, file.name, size=file.size)


def _parts(file: JobFile) -> Iterator[bytes]:
    for position in file.parts.order_by("position").values_list("position", flat=True):
        yield bytes(file.parts.get(position=position).content)
