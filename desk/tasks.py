"""What the worker and the timetable call."""

from typing import Any

from celery import shared_task
from django.db import close_old_connections

from foundation.council.clock import today
from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler

from . import services
from .pages.digest import digest_letter


@job_handler("desk.digests")
def digests(job: Job, day: str) -> dict[str, Any]:
    """The digests of a day, unless it has passed: the next day has its own."""
    if day != today().isoformat():
        return {"message": "The day has passed."}
    done = services.send_digests(letter_for=digest_letter)
    return {"people": done.people, "sent": done.sent}


@shared_task(name="desk.ask_for_digests")
def ask_for_digests() -> None:
    close_old_connections()
    services.ask_for_digests()
    close_old_connections()
