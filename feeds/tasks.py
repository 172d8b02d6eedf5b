"""What the worker and the timetable call."""

from typing import Any

from celery import shared_task
from django.db import close_old_connections

from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler

from .services.delivering import send_waiting_deliveries
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
