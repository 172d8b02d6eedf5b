"""What is kept for a person, as My work names it."""

import datetime

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.work import WorkItem
from foundation.sending.models import KeptForm


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    if not KeptForm.objects.visible_to(person).exists():
        return []
    what = "Send or discard what you wrote when you were signed out"
    return [WorkItem(what=what, why="It did not reach us and is kept for you alone", url=reverse("sending:kept-words"), due=on)]
