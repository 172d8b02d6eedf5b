"""What runs in the background. Thin: ids in, a service called."""

from collections.abc import Sequence

from django.urls import reverse

from foundation.jobs.models import Job
from foundation.jobs.registry import About, job_handler
from foundation.jobs.services import JobProblem, asker_of, finishing, progress

from .enums import Format, ReportAudience
from .models import Report
from .services import MAKE, keep_files, make_files

MAKING = About("Making the files of a report", "reports:list", "Back to Board reports")


@job_handler(MAKE, MAKING)
def make_report_files(job: Job, *, report: int, formats: Sequence[str], audience: str = "") -> None:
    """Make the files, then keep all of them at once. One that was interrupted is made again."""
    found = Report.objects.prefetch_related("texts__carried_from", "findings").filter(pk=report).first()
    if found is None:
        raise JobProblem("The report is no longer here: it was removed while it was a draft.")
    wanted = [Format(each) for each in formats if each in Format.values]
    files = make_files(
        actor=asker_of(job),
        report=found,
        formats=wanted,
        on_file=lambda done, total, message: progress(job, done, total, message),
        audience=ReportAudience(audience) if audience else None,
    )
    with finishing(job) as result:
        keep_files(actor=asker_of(job), report=found, files=files)
        place = [found.code, found.edition]
        result["next"] = reverse("reports:audience", args=[*place, audience]) if audience else reverse("reports:files", args=place)
