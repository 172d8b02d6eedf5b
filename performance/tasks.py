"""What runs in the background. Thin: ids in, a service called."""

from functools import partial
from typing import Any

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.jobs.models import Job
from foundation.jobs.registry import job
from foundation.jobs.services import JobProblem, finishing, progress
from foundation.sheets import UnreadableFile

from .importing import UnknownShape
from .models import Upload
from .services import uploads

AGAIN = "The file is no longer kept: it was stored, or another took its place. Choose it again."


@job(uploads.CHECK)
def check_upload(job: Job, *, upload: int) -> dict[str, Any]:
    """Check a long file; its page shows what was found."""
    kept, actor = _kept(job, upload)
    try:
        outcome = uploads.check_upload(actor=actor, upload=kept, tell=partial(progress, job, message="Checking the rows"))
    except UnknownShape:
        return {"next": reverse("performance:import-mapping", args=[kept.pk])}
    except UnreadableFile as problem:
        raise JobProblem(str(problem)) from problem
    uploads.keep_check(actor=actor, upload=kept, outcome=outcome)
    return {"next": kept.get_absolute_url()}


@job(uploads.STORE)
def store_upload(job: Job, *, upload: int, accept_valid: bool) -> None:
    """Store a long file. It is read before the transaction, which is short."""
    kept, actor = _kept(job, upload)
    try:
        read = uploads.read_upload(actor=actor, upload=kept, tell=partial(progress, job, message="Reading the rows"))
    except UnreadableFile as problem:
        raise JobProblem(str(problem)) from problem
    with finishing(job) as result:
        outcome = uploads.store_upload(actor=actor, upload=kept, accept_valid=accept_valid, read=read)
        if outcome.is_refused:
            raise JobProblem("Some rows cannot be taken, so nothing was stored. Open the check page again to see them.")
        result["next"] = outcome.source.get_absolute_url() if outcome.source else reverse("performance:batches")


def _kept(job: Job, upload: int) -> tuple[Upload, Person]:
    kept = Upload.objects.select_related("mapping").filter(pk=upload).first()
    if kept is None or job.asked_by is None:
        raise JobProblem(AGAIN)
    return kept, job.asked_by
