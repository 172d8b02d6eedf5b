"""What runs in the background. Thin: ids in, a service called."""

from typing import Any

from foundation.jobs.models import Job
from foundation.jobs.registry import job
from foundation.jobs.services import finishing

from .models import AuditUpload
from .services import importing


@job(importing.STORE)
def store_upload(job: Job, *, upload: int, accept_valid: bool) -> None:
    """Store a checked spreadsheet of past audits; the check comes before the transaction, which is short."""
    kept = AuditUpload.objects.get(pk=upload)
    check = None if kept.is_stored else importing.check_upload(actor=job.asked_by, upload=kept)
    with finishing(job) as result:
        _store(kept, job, check, accept_valid)
        result["next"] = kept.get_absolute_url()


def _store(kept: AuditUpload, job: Job, check: Any, accept_valid: bool) -> None:
    if check is not None:
        importing.store_upload(actor=job.asked_by, upload=kept, check=check, accept_valid=accept_valid)
