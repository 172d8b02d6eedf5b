"""What runs in the background. Thin: a number in, a service called."""

from django.urls import reverse

from foundation.jobs.models import Job
from foundation.jobs.registry import About, job_handler
from foundation.jobs.services import finishing
from foundation.search.services import mend_index

from .models import RetentionRun
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
