"""What runs in the background. Thin: a number in, a service called."""

from django.urls import reverse

from foundation.jobs.models import Job
from foundation.jobs.registry import About, job_handler
from foundation.jobs.services import JobProblem, asker_of, finishing, progress
from foundation.search.services import mend_index

from .models import RetentionRun, SubjectRequest
from .services.exporting import TAKE, keep_everything, make_everything
from .services.rekeying import WORDS_CHANGED
from .services.retention import JOB, carry_out, seal_before_removal


@job_handler(JOB, About("Removing what is due", "governance:retention", "Back to retention"))
def remove_what_is_due(job: Job, *, run: int) -> None:
    seal_before_removal()
    with finishing(job) as result:
        done = carry_out(run=RetentionRun.objects.get(pk=run))
        result["next"] = reverse("governance:run", args=[done.pk])
    # What search keeps of the words that went is a copy: it goes too.
    mend_index()


@job_handler(WORDS_CHANGED, About("Bringing the search in step", "governance:case-ids", "Back to case IDs"))
def bring_search_in_step(job: Job) -> None:
    mend_index()


@job_handler(TAKE, About("Making a file of everything", "governance:requests", "Back to subject access"))
def take_everything(job: Job, *, request: int) -> None:
    """Make the file, then keep it. One that was interrupted is made again."""
    row = SubjectRequest.objects.for_page().filter(pk=request).first()
    if row is None:
        raise JobProblem("The request is no longer in the register.")
    made = make_everything(
        actor=asker_of(job), request=row, on_table=lambda done, total, name: progress(job, done, total, f"Writing {name}")
    )
    with finishing(job) as result:
        keep_everything(actor=asker_of(job), request=row, job=job, made=made)
        result["next"] = row.get_absolute_url()
