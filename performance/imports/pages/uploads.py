"""A file that a person chose and has not stored yet: where to go on with it."""

from dataclasses import dataclass

from foundation.accounts.models import Person
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from performance.models import Upload


@dataclass(frozen=True)
class Unfinished:
    words: str
    address: str
    link: str


def unfinished_of(person: Person) -> Unfinished | None:
    upload = Upload.objects.filter(uploaded_by=person).defer("content").first()
    if upload is None:
        return None
    jobs = Job.objects.filter(kind__startswith="performance.", arguments__upload=upload.pk)
    job = jobs.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).first()
    if job:
        return Unfinished(f"{upload} is being worked on.", job.get_absolute_url(), "See how far it is")
    last = jobs.first()
    if last and last.has_failed:
        return Unfinished(f"{upload} could not be checked or stored.", last.get_absolute_url(), "See why")
    # Of a file of no known shape the check has led to its columns.
    return Unfinished(f"{upload} is not stored yet.", (last and last.next_address) or upload.get_absolute_url(), "Go on with it")
