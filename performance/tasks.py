"""What runs in the background. Thin: ids in, a service called."""

from typing import Any

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.jobs.models import Job
from foundation.jobs.registry import About, job_handler
from foundation.jobs.services import JobProblem, asker_of, finishing, progress
from foundation.sheets import UnreadableFile

from .imports.reading import ModelNeeded, OnProgress, UnknownShape
from .imports.services import uploads
from .models import Upload

CHECKING = About("Checking a file of figures", "performance:import", "Choose a file")
STORING = About("Storing a file of figures", "performance:import", "Back to Import")
AGAIN = "The file is no longer kept: it was stored, or another took its place. Choose it again."


@job_handler(uploads.CHECK, CHECKING)
def check_upload(job: Job, *, upload: int) -> dict[str, Any]:
    """Check a long file; its page shows what was found."""
    kept, actor = _kept(job, upload)
    try:
        outcome = uploads.check_upload(
            actor=actor, upload=kept, on_progress=_tell(job, "Checking the rows", "Comparing with the figures that are stored")
        )
    except UnknownShape:
        return {"next": reverse("performance:import-mapping", args=[kept.pk])}
    except ModelNeeded:
        return {"next": reverse("performance:import-model", args=[kept.pk])}
    except UnreadableFile as problem:
        raise JobProblem(str(problem)) from problem
    uploads.keep_check(actor=asker_of(job), upload=kept, outcome=outcome)
    return {"next": kept.get_absolute_url()}


@job_handler(uploads.STORE, STORING)
def store_upload(job: Job, *, upload: int, accept_valid: bool, jumps_seen: bool = False) -> None:
    """Store a long file. It is read before the transaction, which is short."""
    kept, actor = _kept(job, upload)
    try:
        read = uploads.read_upload(actor=actor, upload=kept, on_progress=_tell(job, "Reading the rows", "Storing the figures"))
    except UnreadableFile as problem:
        raise JobProblem(str(problem)) from problem
    with finishing(job) as result:
        outcome = uploads.store_upload(actor=asker_of(job), upload=kept, accept_valid=accept_valid, jumps_seen=jumps_seen, read=read)
        if outcome.is_refused:
            raise JobProblem("Some rows cannot be taken, so nothing was stored. Open the check page again to see them.")
        if outcome.is_unsure:
            raise JobProblem(
                "Some figures are far from the ones before them, so nothing was stored. Say on the check page that they are right."
            )
        if outcome.source:
            result["next"] = outcome.source.get_absolute_url()
        else:
            result["message"] = "Every figure in this file is stored already. Someone else may have stored them. Nothing was changed."


def _tell(job: Job, reading: str, then: str) -> OnProgress:
    """Say how many rows are read, and once all are, what comes then: it has no steps to count."""
    progress(job, 0, 0, "Opening the file")
    return lambda done, total: progress(job, done, total, reading if done < total else then)


def _kept(job: Job, upload: int) -> tuple[Upload, Person]:
    kept = Upload.objects.select_related("mapping").filter(pk=upload).first()
    if kept is None:
        raise JobProblem(AGAIN)
    return kept, asker_of(job)
