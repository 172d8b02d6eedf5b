"""What the worker and the timetable call."""

import datetime
from typing import Any

from celery import shared_task
from django.db import close_old_connections
from django.urls import reverse

from foundation.council.clock import today
from foundation.jobs.models import Job
from foundation.jobs.registry import About, job_handler
from foundation.jobs.services import asker_of, finishing, progress

from . import services
from .pages.digest import digest_letter
from .pages.evidence_pack import evidence_zip
from .queries.evidence import SecurityPeriod
from .queries.logs import MAKE_EVIDENCE


@job_handler("desk.digests")
def digests(job: Job, day: str) -> dict[str, Any]:
    """The digests of a day, unless it has passed: the next day has its own."""
    if day != today().isoformat():
        return {"message": "The day has passed."}
    done = services.send_digests(letter_for=digest_letter)
    return {"people": done.people, "sent": done.sent}


@job_handler(MAKE_EVIDENCE, About("Making an evidence pack", "desk:evidence-pack", "Back to the evidence pack"))
def make_evidence_pack(job: Job, *, first: str, last: str) -> None:
    """Make the pack, then keep it. One that was interrupted is made again."""
    asker_of(job)
    period = SecurityPeriod(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    content = evidence_zip(period, lambda done, total, name: progress(job, done, total, f"Writing {name}"))
    with finishing(job) as result:
        services.keep_evidence_pack(actor=asker_of(job), job=job, content=content)
        result["next"] = reverse("desk:evidence-file", args=[job.pk])


@shared_task(name="desk.ask_for_digests")
def ask_for_digests() -> None:
    close_old_connections()
    services.ask_for_digests()
    close_old_connections()
