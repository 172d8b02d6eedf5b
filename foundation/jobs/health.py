"""Whether what is queued is done, for the person who runs the server."""

import datetime

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from .enums import JobState
from .models import Job


def queue_state() -> str:
    waited = longest_wait()
    if waited.total_seconds() <= settings.QUEUE_PATIENCE:
        return "ok"
    return f"a job has waited {waited.total_seconds() // 60:.0f} minutes: see that a worker and beat run"


def longest_wait() -> datetime.timedelta:
    oldest = Job.objects.filter(state=JobState.QUEUED).aggregate(oldest=Min("asked_at"))["oldest"]
    return timezone.now() - oldest if oldest else datetime.timedelta()


def figures() -> dict[str, tuple[str, float]]:
    running = Job.objects.filter(state=JobState.RUNNING)
    return {
        "qa_jobs_waiting": ("Jobs that no worker has begun.", Job.objects.filter(state=JobState.QUEUED).count()),
        "qa_jobs_longest_wait_seconds": ("How long the oldest of them has waited.", longest_wait().total_seconds()),
        "qa_jobs_running": ("Jobs that a worker is at.", running.count()),
    }
