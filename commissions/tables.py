"""The list of commissioned work, and the same as rows of a file."""

import datetime
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.council.working_days import due_in_words
from foundation.documents.formats import short_date
from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag

from .enums import CommissionState
from .models import Commission
from .pages import shortened

HEADER = (
    "Number",
    "Question",
    "Asked by",
    "Meeting or occasion",
    "Asked on",
    "From the report on",
    "Scope",
    "Method",
    "Led by",
    "First due",
    "Due",
    "State",
    "Begun on",
    "Answer",
    "Reason withdrawn",
    "Answered or withdrawn on",
    "Given in the report on",
    "Released to the Board on",
)
STATE_COLOURS: dict[str, str] = {
    CommissionState.ASKED: "yellow",
    CommissionState.UNDER_WAY: "blue",
    CommissionState.ANSWERED: "green",
    CommissionState.WITHDRAWN: "grey",
}


class CommissionTable(ListTable):
    caption = "Commissioned work"
    on_card = ("question", "due", "state")
    number = tables.Column(verbose_name="No.", linkify=True)
    question = tables.Column(linkify=True, order_by="question__folded")
    asked_by = tables.Column(verbose_name="Asked by")
    asked_on = tables.Column(verbose_name="Asked on")
    lead = tables.Column(verbose_name="Led by", order_by="lead__name__folded", default="Nobody yet")
    due = tables.Column()
    state = tables.Column()

    class Meta:
        order_by = "-number"
        empty_text = "No commissioned work here. Clear the filters to see all that you can."

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any):
        self.on = on
        super().__init__(*args, **kwargs)

    def render_question(self, value: str) -> str:
        return shortened(value)

    def render_asked_on(self, value: datetime.date) -> str:
        return short_date(value)

    def render_due(self, record: Commission) -> SafeString:
        """How late it is only while it is open."""
        if not record.is_open:
            return format_html('<div class="qa-nowrap">{}</div>', short_date(record.due))
        return format_html(
            '<div><div class="qa-nowrap">{}</div><div class="qa-muted">{}</div></div>',
            short_date(record.due),
            due_in_words(record.due, self.on),
        )

    def render_state(self, record: Commission) -> SafeString:
        return state_tag(record.get_state_display(), STATE_COLOURS[record.state])


def file_row(commission: Commission) -> tuple[Any, ...]:
    """One under `HEADER`."""
    return (
        commission.number,
        commission.question,
        commission.get_asked_by_display(),
        commission.occasion,
        commission.asked_on,
        commission.came_from,
        commission.scope,
        commission.approach,
        str(commission.lead or ""),
        commission.first_due,
        commission.due,
        commission.get_state_display(),
        commission.started_on,
        commission.answer,
        commission.withdrawn_because,
        commission.closed_on,
        commission.told_in,
        commission.released_on,
    )
