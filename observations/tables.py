"""The list of observations, and the same as rows of a file."""

import datetime
from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.council.months import month_name
from foundation.council.working_days import due_in_words
from foundation.documents import Month
from foundation.documents.formats import short_date
from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag
from observations.models import Observation
from observations.pages.observation import STATE_COLOURS

HEADER = ("Number", "Month", "Type", "Team", "Observer", "Due", "Observed on", "State", "Audit")


class ObservationTable(ListTable):
    caption = "Observations"
    on_card = ("kind", "when", "state")
    number = tables.Column(verbose_name="Observation", linkify=True)
    month = tables.Column(verbose_name="Month", order_by="month")
    kind = tables.Column(verbose_name="Type", order_by="kind__position")
    team = tables.Column(verbose_name="Team", order_by="team__name__folded")
    observer = tables.Column(order_by="observer__name__folded")
    when = tables.Column(empty_values=(), verbose_name="When")
    state = tables.Column()

    class Meta:
        order_by = "-number"
        empty_text = "No observation here. Clear the filters to see all that you can."

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any):
        self.on = on
        super().__init__(*args, **kwargs)

    def order_when(self, observations: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """By the day seen, then by the day due; those without one first, or last, on either database."""
        days = (F("seen_on"), F("due"))
        order = [day.desc(nulls_last=True) if is_descending else day.asc(nulls_first=True) for day in days]
        return observations.order_by(*order, "number"), True

    def render_month(self, record: Observation) -> str:
        """The month that it counts in."""
        return month_name(record.month)

    def render_when(self, record: Observation) -> SafeString | str:
        """The day it was seen; until then, when it is due."""
        if record.is_seen and record.seen_on:
            return short_date(record.seen_on)
        if record.due is None or record.cancelled_on:
            return "–"
        return format_html(
            '<div><div class="qa-nowrap">Due {}</div><div class="qa-muted">{}</div></div>',
            short_date(record.due),
            due_in_words(record.due, self.on),
        )

    def render_state(self, record: Observation) -> SafeString:
        return state_tag(record.get_state_display(), STATE_COLOURS[record.state])


def file_row(observation: Observation) -> tuple[Any, ...]:
    """One observation under `HEADER`."""
    return (
        observation.number,
        Month(observation.month),
        observation.kind.name,
        str(observation.team),
        str(observation.observer),
        observation.due,
        observation.seen_on if observation.is_seen else None,
        observation.get_state_display(),
        observation.audit_id,
    )
