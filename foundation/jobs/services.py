"""Queue a job, do it, say how far it is, and pick up what a stop left behind."""

import datetime
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.council.clock import today

from . import broker
from .enums import JobState
from .models import Job, JobFile, JobFilePart
from .registry import handler_for

logger = logging.getLogger(__name__)

# A job that waits this long is sent again: the broker may have lost it. A second delivery does no harm.
PATIENCE = datetime.timedelta(seconds=60)
ATTEMPTS = 3
# For how many days a file that a job made can be taken.
KEPT_DAYS = 7
# Bytes of one that are held at once when it is sent.
PART_SIZE = 1024 * 1024


class JobProblem(Exception):
    """A reason to stop that is written for the person who asked: what is wrong, where, what to do."""


HAS_LEFT = "The person who asked for it no longer works here."


class TakenOver(Exception):
    """This worker was given up and another does the job now; whatever this one was about to store must not be stored."""


def enqueue(*, kind: str, actor: Any, **arguments: Any) -> Job:
    """Ask for a job; it starts after the transaction around the call. `arguments` are plain JSON: numbers of rows, not rows.

    The caller has checked that `actor` may. Raises KeyError for a kind that no `tasks.py` registers.
    """
    handler_for(kind)
    job = Job.objects.create(kind=kind, arguments=arguments, asked_by=actor)
    transaction.on_commit(partial(_send, job.pk))
    return job


def asker_of(job: Job) -> Person:
    """The person for whom it is done, as they are stored now. Raises JobProblem once they have left: asked as it begins, and as it ends."""
    found = Person.objects.filter(pk=job.asked_by_id, is_active=True).first()
    if found is None:
        raise JobProblem(HAS_LEFT)
    return found


def run_job(*, pk: int) -> None:
    """Do a job that waits; nothing where it does not wait (any more), so a second delivery is harmless."""
    job = _claim(pk)
    if not job:
        return
    try:
        result = handler_for(job.kind)(job, **job.arguments)
        _end(job, JobState.DONE, result=result or {})
    except TakenOver:
        logger.warning("%s was taken over by another worker", job)
    except (JobProblem, PermissionDenied) as problem:
        _end(job, JobState.FAILED, message=str(problem))
    except ValidationError as problem:
        _end(job, JobState.FAILED, message=" ".join(problem.messages))
    except Exception:
        # The worker must outlive any job, and the asker must hear of it.
        logger.exception("%s (%s) failed", job, job.kind)
        _end(
            job,
            JobState.FAILED,
            message=f"Something went wrong on our side. Try again; if it happens again, tell your administrator: job {job.pk}.",
        )


def progress(job: Job, done: int, total: int, message: str = "") -> None:
    """Say how far a job is. Call it as often as you like: it writes twice a second, and not inside `finishing`."""
    now = timezone.now()
    # A heartbeat of a moment still to come is from before the clock was put back.
    if done < total and job.heartbeat and datetime.timedelta() <= now - job.heartbeat < datetime.timedelta(seconds=0.5):
        return
    job.done, job.total, job.message, job.heartbeat = done, total, message[:500], now
    if not _mine(job).update(done=done, total=total, message=job.message, heartbeat=now):
        raise TakenOver


@contextmanager
def finishing(job: Job) -> Iterator[dict[str, Any]]:
    """Make the job's change and its end one transaction, so that it happens once however often a worker dies.

    Yields the result, to be filled in. Raises TakenOver, and stores nothing, where another worker has the job.
    """
    with transaction.atomic():
        if not _mine(job).select_for_update().exists():
            raise TakenOver
        result: dict[str, Any] = {}
        yield result
        _end(job, JobState.DONE, result=result)


def beat(*, pk: int) -> None:
    """A worker at work on a job says that it is alive."""
    Job.objects.filter(pk=pk, state=JobState.RUNNING).update(heartbeat=timezone.now())


def reconcile(*, alone: bool = False) -> int:
    """Queue again what was lost; answer with how many jobs were sent.

    `alone` says that no worker exists yet, as when the one served process starts: whatever "runs" was left by a stop.
    """
    now = timezone.now()
    none, silence = datetime.timedelta(), datetime.timedelta(seconds=settings.JOBS_SILENCE)
    silence, patience = (none, none) if alone else (silence, PATIENCE)
    for job in Job.objects.abandoned(before=now - silence, after=now + silence):
        _give_back(job)
    waiting = Job.objects.undelivered(before=now - patience, after=now + patience).order_by("asked_at")
    lost = list(waiting.values_list("pk", flat=True))
    for pk in lost:
        transaction.on_commit(partial(_send, pk))
    return len(lost)


def _claim(pk: int) -> Job | None:
    now = timezone.now()
    claimed = Job.objects.filter(pk=pk, state=JobState.QUEUED).update(
        state=JobState.RUNNING, started_at=now, heartbeat=now, attempts=models.F("attempts") + 1, done=0, total=0, message=""
    )
    return Job.objects.select_related("asked_by").get(pk=pk) if claimed else None


def _mine(job: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _end(job: Job, state: JobState, *, message: str = "", result: dict[str, Any] | None = None) -> None:
    result = result or {}
    message = (message or result.get("message", ""))[:500]
    # Nothing is updated where `finishing` has ended the job, or where another worker has it.
    if _mine(job).update(state=state, message=message, result=result, ended_at=timezone.now()):
        job.state, job.message, job.result = state, message, result


def _give_back(job: Job) -> None:
    if job.attempts >= ATTEMPTS:
        _end(job, JobState.FAILED, message=f"This stopped {ATTEMPTS} times before it could finish. Tell your administrator: job {job.pk}.")
    else:
        _mine(job).update(state=JobState.QUEUED, sent_at=None)


def _send(pk: int) -> None:
    if broker.give(pk):
        Job.objects.filter(pk=pk).update(sent_at=timezone.now())


def keep_file(*, job: Job, name: str, content: bytes, media_type: str = "application/zip") -> JobFile:
    """Called inside `finishing(job)`, so that it is kept once however often a worker dies."""
    file = JobFile.objects.create(
        job=job,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        kept_until=today() + datetime.timedelta(days=KEPT_DAYS),
    )
    for position, start in enumerate(range(0, len(content), PART_SIZE)):
        JobFilePart.objects.create(file=file, position=position, content=content[start : start + PART_SIZE])
    return file


def remove_old_files() -> int:
    """Those that can no longer be taken; how many."""
    old = JobFile.objects.past(today())
    number = old.count()
    old.delete()
    return number
