"""What runs in the background. Thin: ids in, a service called."""

import datetime

from django.urls import reverse

from foundation.accounts.models import Service
from foundation.council.clock import today
from foundation.jobs.models import Job
from foundation.jobs.registry import About, job_handler
from foundation.jobs.services import asker_of, finishing, progress

from .composing.contents import PackAsked
from .enums import PackKind
from .services import MAKE, compose_pack, keep_pack


@job_handler(MAKE, About("Making a pack", "packs:list", "Back to packs"))
def make_pack(job: Job, *, pack_kind: str, first: str, last: str, service: int | None, with_records: bool) -> None:
    """Make the pack, then keep it. One that was interrupted is made again."""
    of = Service.objects.filter(pk=service).first() if service else None
    months = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    asked = PackAsked(PackKind(pack_kind), *months, today(), asker_of(job), of, with_records)
    composed = compose_pack(asked=asked, on_file=lambda done, total, name: progress(job, done, total, f"Writing {name}"))
    with composed as made, finishing(job) as result:
        pack = keep_pack(actor=asker_of(job), asked=asked, made=made)
        result["next"] = reverse("packs:pack", args=[pack.pk])
