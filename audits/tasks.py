"""What runs in the background. Thin: ids in, a service called."""

from typing import Any

from celery import shared_task
from django.db import close_old_connections

from audits.models import AuditUpload
from audits.past_audits import services as importing
from audits.posts.services.notifications import notify_by_timetable
from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler
from foundation.jobs.services import asker_of, finishing


@job_handler(importing.STORE)
def store_upload(job: Job, *, upload: int, accept_valid: bool) -> dict[str, Any] | None:
    """Store a checked spreadsheet of past audits. The check comes before the transaction, which is short."""
    kept = AuditUpload.objects.get(pk=upload)
    if kept.is_stored:
        return {"next": kept.get_absolute_url()}
    check = importing.check_upload(actor=asker_of(job), sheet=importing.sheet_of(kept))
    with finishing(job) as result:
        importing.store_upload(actor=asker_of(job), upload=kept, check=check, accept_valid=accept_valid)
        result["next"] = kept.get_absolute_url()
    return None


@shared_task(name="audits.notify_who_answers_now")
def notify_who_answers_now() -> None:
    close_old_connections()
    notify_by_timetable()
    close_old_connections()
