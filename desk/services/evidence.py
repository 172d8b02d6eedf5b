"""Asking for the evidence pack of a period, and keeping what the job made of it for some days."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from desk.permissions import can_ask_for_evidence
from desk.queries.logs import MAKE_EVIDENCE
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job, JobFile
from foundation.jobs.services import enqueue, keep_file

MAY_ASK = "The QA lead and administrators ask for an evidence pack."
LONGEST = datetime.timedelta(days=2 * 366)


@transaction.atomic
def ask_for_evidence_pack(*, actor: Person, first: datetime.date, last: datetime.date) -> Job:
    """Have it made in the background; the job that makes it already, where the same person asked for the same. Raises ValidationError."""
    require(can_ask_for_evidence, actor, why=MAY_ASK)
    if last > today():
        raise ValidationError({"last": "The last day must be today or earlier."})
    if not datetime.timedelta() <= last - first <= LONGEST:
        raise ValidationError({"first": "The first day must be before the last, and at most two years before it."})
    # Asked in two windows at once, the second finds the job of the first.
    locked(Person.objects.all(), pk=actor.pk)
    asked = {"first": first.isoformat(), "last": last.isoformat()}
    waiting = Job.objects.filter(kind=MAKE_EVIDENCE, asked_by=actor, state__in=[JobState.QUEUED, JobState.RUNNING])
    if under_way := next((job for job in waiting if job.arguments == asked), None):
        return under_way
    record(actor=actor, verb="evidence_pack.asked", target=actor, **asked)
    return enqueue(kind=MAKE_EVIDENCE, actor=actor, **asked)


@transaction.atomic
def keep_evidence_pack(*, actor: Person, job: Job, content: bytes) -> JobFile:
    """Called inside `finishing(job)`."""
    require(can_ask_for_evidence, actor, why=MAY_ASK)
    file = keep_file(job=job, name=f"evidence-{job.arguments['first']}-to-{job.arguments['last']}.zip", content=content)
    record(actor=actor, verb="evidence_pack.made", target=actor, **job.arguments, sha256=file.sha256)
    return file
