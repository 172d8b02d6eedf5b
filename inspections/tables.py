"""The lists of inspections and of priorities, and the same as rows of a file."""

import datetime
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.council.working_days import due_in_words
from foundation.documents.formats import short_date
from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag

from .models import Inspection, PlanPriority
from .pages.inspections import grades_words

INSPECTION_HEADER = (
    "Number",
    "Kind",
    "First day",
    "Last day",
    "Published on",
    "Edition of the framework",
    "What it looked at",
    "Grades",
    "Recommendations",
)
PRIORITY_HEADER = (
    *("Number", "Priority", "What good looks like", "Owner", "By when", "Recommendations that it answers"),
    *("Latest word on", "Latest word", "Closed on", "What was reached"),
)


class InspectionTable(ListTable):
    caption = "Inspections and visits"
    on_card = ("first_day", "grades")
    kind = tables.Column(linkify=True, verbose_name="Kind")
    first_day = tables.Column(verbose_name="Began")
    published_on = tables.Column(verbose_name="Report published", orderable=False)
    framework = tables.Column(verbose_name="Edition of the framework", orderable=False)
    grades = tables.Column(empty_values=(), orderable=False, verbose_name="Grades, or what it looked at")
    asked = tables.Column(verbose_name="Recommendations", attrs={"th": {"class": "qa-number"}, "td": {"class": "qa-number"}})

    class Meta:
        order_by = "-first_day"
        empty_text = "No inspection is recorded yet."

    def render_first_day(self, value: datetime.date) -> str:
        return short_date(value)

    def render_published_on(self, value: datetime.date) -> str:
        return short_date(value)

    def render_grades(self, record: Inspection) -> str:
        return grades_words(record) or record.looked_at or "–"


def inspection_row(inspection: Inspection) -> tuple[Any, ...]:
    """One inspection under `INSPECTION_HEADER`."""
    return (
        inspection.number,
        inspection.get_kind_display(),
        inspection.first_day,
        inspection.last_day,
        inspection.published_on,
        str(inspection.framework),
        inspection.looked_at,
        grades_words(inspection),
        getattr(inspection, "asked", 0),
    )


class PriorityTable(ListTable):
    caption = "Priorities of the plan"
    on_card = ("owner", "due", "state")
    name = tables.Column(linkify=True, verbose_name="Priority", order_by="name__folded")
    owner = tables.Column(order_by="owner__name__folded")
    due = tables.Column(verbose_name="By when")
    answers = tables.Column(verbose_name="Recommendations", attrs={"th": {"class": "qa-number"}, "td": {"class": "qa-number"}})
    said_on = tables.Column(verbose_name="Latest word", orderable=False)
    state = tables.Column(empty_values=(), orderable=False)

    class Meta:
        order_by = "due"
        empty_text = "The plan has no priority yet."

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any):
        self.on = on
        super().__init__(*args, **kwargs)

    def render_due(self, record: PlanPriority) -> SafeString | str:
        if not record.is_open:
            return short_date(record.due)
        words = '<div><div class="qa-nowrap">{}</div><div class="qa-muted">{}</div></div>'
        return format_html(words, short_date(record.due), due_in_words(record.due, self.on))

    def render_said_on(self, value: datetime.date) -> str:
        return short_date(value)

    def render_state(self, record: PlanPriority) -> SafeString:
        return state_tag("Open", "blue") if record.is_open else state_tag("Closed", "green")


def priority_row(priority: PlanPriority) -> tuple[Any, ...]:
    """One priority under `PRIORITY_HEADER`."""
    note = next(iter(priority.notes.all()), None)
    answers = "; ".join(f"{each}, {each.inspection}" for each in priority.recommendations.all())
    return (
        priority.number,
        priority.name,
        priority.good_looks_like,
        str(priority.owner),
        priority.due,
        answers,
        note.written_on if note else None,
        note.words if note else "",
        priority.closed_on,
        priority.reached,
    )
