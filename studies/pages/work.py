"""Records of dip samples that wait for somebody to read them."""

import datetime
from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion
from studies.models import StudyRecord


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    waiting = StudyRecord.objects.to_read().readable_by(person).assigned_to(person).order_by()
    counts = waiting.values_list("wave__study", "wave__study__title").annotate(count=Count("pk", distinct=True)).order_by("wave__study")
    return [WorkQuestion(waiting, lambda: _to_read(counts), [counts])]


def _to_read(counts: Iterable[tuple[int, str, int]]) -> Iterable[WorkItem]:
    """A line for each dip sample."""
    for number, title, count in counts:
        records = f"{count} record{'' if count == 1 else 's'}"
        yield WorkItem(
            what=f"Read {records} of a dip sample: {title}",
            why="You lead it or read for it",
            url=reverse("studies:next", args=[number]),
            email_text=f"Read {records} of dip sample {number}",
        )
