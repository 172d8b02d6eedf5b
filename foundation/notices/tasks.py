"""What the worker and the timetable call."""

from typing import Any

from celery import shared_task
from django.db import close_old_connections

from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler

from . import services


@job_handler("notices.send")
def send(job: Job) -> dict[str, Any]:
    return {"sent": services.send_waiting()}


@shared_task(name="notices.send_waiting")
def send_waiting() -> None:
    """Every few minutes: what the mail server could not take before, and what a kill left behind."""
    close_old_connections()
    services.send_waiting()
    close_old_connections()


@shared_task(name="notices.notify_of_powers")
def notify_of_powers() -> None:
    close_old_connections()
    services.notify_of_powers()
    close_old_connections()
