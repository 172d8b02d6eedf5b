"""Records of dip samples that wait for somebody to read them."""

import datetime

from django.db.models import Count
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.work import WorkItem
from studies.models import StudyRecord


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    waiting = StudyRecord.objects.to_read().readable_by(person).assigned_to(person).order_by()
    rows = waiting.values_list("wave__study", "wave__study__title").annotate(count=Count("pk", distinct=True)).order_by("wave__study")
    return [
        WorkItem(
            what=f"Read {count} record{'' if count == 1 else 's'} of a dip sample: {title}",
            why="You lead it or read for it",
            url=reverse("studies:next", args=[number]),
            email_text=f"Read {count} record{'' if count == 1 else 's'} of dip sample {number}",
        )
        for number, title, count in rows
    ]
