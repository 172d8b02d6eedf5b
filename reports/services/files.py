"""A report's files, made in the background and kept: what is approved is given again byte for byte."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import now
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from reports.content import Document
from reports.enums import Format, ReportAudience
from reports.models import Report, ReportFile
from reports.permissions import can_read_reports
from reports.queries.audiences import audience_of, content_for
from reports.queries.files import content_mark
from reports.rendering import render

MAKE = "reports.make_files"
# How far the making is: how many files are made, of how many, and what is being made.
OnFile = Callable[[int, int, str], None]


@transaction.atomic
def ask_for_files(*, actor: Person, report: Report, formats: Sequence[Format], audience: ReportAudience | None = None) -> Job:
    """Have files of a report made in the background; the job that makes them already, where the same person asked for the same.

    They show what the audience is shown, or that as which the person reads reports.
    """
    _require_readable(actor, report)
    if not formats:
        raise ValidationError({"formats": "Choose at least one format."})
    Report.objects.select_for_update().filter(pk=report.pk).first()
    asked: dict[str, Any] = {"report": report.pk, "formats": [each.value for each in formats]}
    if audience:
        _content(actor, report, audience)
        asked["audience"] = audience.value
    waiting = Job.objects.filter(kind=MAKE, asked_by=actor, state__in=[JobState.QUEUED, JobState.RUNNING])
    under_way = next((job for job in waiting if job.arguments == asked), None)
    return under_way or enqueue(kind=MAKE, actor=actor, **asked)


def make_files(
    *, actor: Person, report: Report, formats: Sequence[Format], on_file: OnFile, audience: ReportAudience | None = None
) -> list[ReportFile]:
    """Files as the report stands, not stored yet; without those that are kept. It is composed once, however many are made."""
    _require_readable(actor, report)
    document = _content(actor, report, audience)
    mark = content_mark(document)
    kept = set(report.files.filter(shows=mark).values_list("form", flat=True))
    made = []
    for place, form in enumerate(formats):
        on_file(place, len(formats), f"Making {form.label}")
        if form.value not in kept:
            made.append(_made(report, document, form, mark))
    return made


def _made(report: Report, document: Document, form: Format, mark: str) -> ReportFile:
    content = render(document, form)
    return ReportFile(
        report=report,
        form=form.value,
        shows=mark,
        is_draft=not report.is_approved,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        made_at=now(),
    )


@transaction.atomic
def keep_files(*, actor: Person, report: Report, files: Sequence[ReportFile]) -> None:
    """Keep what was made. Who was faster made the same; those of an earlier state of a draft go."""
    _require_readable(actor, report)
    Report.objects.select_for_update().filter(pk=report.pk).first()
    if files:
        report.files.filter(is_draft=True).exclude(shows=files[0].shows).delete()
    ReportFile.objects.bulk_create(files, ignore_conflicts=True)
    if files:
        record(actor=actor, verb="report.files_made", target=report, formats=[file.form for file in files])


def _content(actor: Person, report: Report, audience: ReportAudience | None) -> Document:
    """Raises PermissionDenied for an audience to which nobody has released it, and for one that is shown more than the person is."""
    own = audience_of(actor)
    wanted = audience or own
    document = content_for(report, wanted)
    if document is None or (wanted == ReportAudience.LEADERSHIP != own):
        raise PermissionDenied("This report is not released to that audience.")
    return document


def _require_readable(actor: Person, report: Report) -> None:
    require(can_read_reports, actor)
    if not Report.objects.visible_to(actor).filter(pk=report.pk).exists():
        raise PermissionDenied("This report is not one that you read.")
