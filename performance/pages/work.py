"""What waits for a person in performance."""

import datetime

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.months import add_months, first_of, month_code, month_name
from foundation.council.work import WorkItem, WorkKind, WorkQuestion, items_of_all
from foundation.names import folded
from performance.models import Commentary
from performance.pages.links import comment_url
from performance.permissions import can_ask_for_comments, can_import
from performance.queries.figures import latest_month

# Of whom a line waits; more are counted.
MOST_NAMED = 4


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Comments that `person` was asked for; for an analyst or a lead also those that have not come, and a month to import."""
    waiting = Commentary.objects.filter(asked_of__isnull=False, written_on=None).select_related("indicator__measure", "asked_of")
    mine, others = waiting.filter(asked_of=person).order_by("due", "pk"), waiting.exclude(asked_of=person)
    questions = [WorkQuestion(mine, lambda: [_asked_for(each) for each in mine])]
    if can_ask_for_comments(person):
        questions.append(WorkQuestion(others, lambda: _from_others(list(others))))
    return [*questions, WorkQuestion(None, lambda: _month_to_import(person, on))]


def _asked_for(commentary: Commentary) -> WorkItem:
    what = f"Comment on {commentary.indicator.measure}, {month_name(commentary.month)}"
    url = comment_url(commentary.indicator, commentary.month)
    return WorkItem(what, "You were asked for this comment", url, commentary.due, kind=WorkKind.COMMENT, email_text=what)


def _from_others(waiting: list[Commentary]) -> list[WorkItem]:
    """A line for each month, however many comments it waits for: its page lists them, says who is late and leads to reminding them."""
    months: dict[datetime.date, list[Commentary]] = {}
    for each in waiting:
        months.setdefault(each.month, []).append(each)
    return [_of_month(month, found) for month, found in sorted(months.items())]


def _of_month(month: datetime.date, waiting: list[Commentary]) -> WorkItem:
    people = sorted({str(each.asked_of) for each in waiting}, key=folded)
    count = "1 comment" if len(waiting) == 1 else f"{len(waiting)} comments"
    whose = ", ".join(people[:MOST_NAMED]) + (f" and {len(people) - MOST_NAMED} more" if len(people) > MOST_NAMED else "")
    url = reverse("performance:collect", args=[month_code(month)])
    due = min((each.due for each in waiting if each.due), default=None)
    return WorkItem(f"{count} to come for {month_name(month)}", f"From {whose}", url, due, waiting=True)


def _month_to_import(person: Person, on: datetime.date) -> list[WorkItem]:
    """Last month's scorecard, where it has not come."""
    last_month = add_months(first_of(on), -1)
    if not can_import(person):
        return []
    latest = latest_month()
    if latest and latest >= last_month:
        return []
    return [WorkItem(f"Import the scorecard for {month_name(last_month)}", "Its figures are not here yet", reverse("performance:import"))]
