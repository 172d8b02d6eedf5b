"""What waits for a person in performance."""

import datetime

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.months import add_months, first_of, month_name
from foundation.council.work import WorkItem, WorkKind
from performance.models import Commentary
from performance.permissions import can_ask_for_comments, can_import

from .comments import comment_url
from .figures import latest_month


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    """Comments that `person` was asked for; for an analyst or a lead also those they wait for, and a month to import."""
    waiting = Commentary.objects.filter(asked_of__isnull=False, written_on=None).select_related("indicator__measure", "asked_of")
    if not can_ask_for_comments(person):
        waiting = waiting.filter(asked_of=person)
    return [_item(each, person) for each in waiting.order_by("due", "pk")] + _month_to_import(person, on)


def _item(commentary: Commentary, person: Person) -> WorkItem:
    subject = f"{commentary.indicator.measure}, {month_name(commentary.month)}"
    url = comment_url(commentary.indicator, commentary.month)
    if commentary.asked_of_id == person.pk:
        what = f"Comment on {subject}"
        return WorkItem(what, "You were asked for this comment", url, commentary.due, kind=WorkKind.COMMENT, brief=what)
    return WorkItem(f"Comment from {commentary.asked_of} on {subject}", "You collect the comments", url, commentary.due, waiting=True)


def _month_to_import(person: Person, on: datetime.date) -> list[WorkItem]:
    """Last month's scorecard, where it has not come."""
    last_month = add_months(first_of(on), -1)
    if not can_import(person):
        return []
    latest = latest_month()
    if latest and latest >= last_month:
        return []
    return [WorkItem(f"Import the scorecard for {month_name(last_month)}", "Its figures are not here yet", reverse("performance:import"))]
