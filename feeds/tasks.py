"""What the worker and the timetable call."""

from typing import Any

from celery import shared_task
from django.db import close_old_connections

from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler

from .services.delivering import send_waiting_deliveries
from .services.expiring import notify_of_expiry
from .services.webhooks import DELIVER


@job_handler(DELIVER)
def deliver(job: Job) -> dict[str, Any]:
    return {"taken": send_waiting_deliveries()}


@shared_task(name="feeds.deliver_waiting")
def deliver_waiting() -> None:
    """Every minute: what a receiver did not take before, and what a kill left behind."""
    close_old_connections()
    send_waiting_deliveries()
    close_old_connections()


@shared_task(name="feeds.notify_of_expiry")
def notify_of_tokens() -> None:
    """Each hour of the day: what a mail has said is not said again."""
    close_old_connections()
    notify_of_expiry()
    close_old_connections()
