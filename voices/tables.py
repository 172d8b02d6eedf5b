"""The list of voices, and the same as rows of a file."""

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

from .enums import VoiceState
from .models import VoiceRecord

HEADER = (
    "Number",
    "Month",
    "Whose voice",
    "Who",
    "Audit",
    "Observation",
    "Team",
    "Gathered by",
    "Asked on",
    "Due",
    "What came of it",
    "How",
    "Given on",
    "In their words",
    "Why not",
    "May be quoted",
    "Words to quote",
)
STATE_COLOURS: dict[str, str] = {
    VoiceState.SOUGHT: "yellow",
    VoiceState.OBTAINED: "green",
    VoiceState.DECLINED: "grey",
    VoiceState.NOT_REACHED: "grey",
    VoiceState.NOT_SOUGHT: "grey",
}


class VoiceTable(ListTable):
    caption = "Voices"
    on_card = ("source", "when", "state")
    number = tables.Column(verbose_name="Voice", linkify=True)
    month = tables.Column()
    source = tables.Column(verbose_name="Whose")
    belongs = tables.Column(empty_values=(), verbose_name="About", orderable=False)
    gathered_by = tables.Column(verbose_name="Gathered by", order_by="gathered_by__name__folded")
    when = tables.Column(empty_values=(), verbose_name="When")
    state = tables.Column(verbose_name="What came of it")

    class Meta:
        order_by = "-number"
        empty_text = "No voice here yet, or none that matches. Clear the filters to see all that you can."

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any):
        self.on = on
        super().__init__(*args, **kwargs)

    def order_when(self, voices: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """By the day given, then by the day hoped for; those without one first, or last, on either database."""
        days = (F("given_on"), F("due"))
        order = [day.desc(nulls_last=True) if is_descending else day.asc(nulls_first=True) for day in days]
        return voices.order_by(*order, "number"), True

    def render_month(self, value: datetime.date) -> str:
        return month_name(value)

    def render_belongs(self, record: VoiceRecord) -> str:
        return str(record.audit or record.observation or record.team or "–")

    def render_when(self, record: VoiceRecord) -> SafeString | str:
        """The day it was given; while it is waited for, when it is hoped for."""
        if record.given_on:
            return short_date(record.given_on)
        if record.due is None or not record.is_waiting:
            return f"Asked {short_date(record.asked_on)}"
        return format_html(
            '<div><div class="qa-nowrap">Due {}</div><div class="qa-muted">{}</div></div>',
            short_date(record.due),
            due_in_words(record.due, self.on),
        )

    def render_state(self, record: VoiceRecord) -> SafeString:
        return state_tag(record.get_state_display(), STATE_COLOURS[record.state])


def file_row(voice: VoiceRecord) -> tuple[Any, ...]:
    """One voice under `HEADER`."""
    about = (voice.audit_id, voice.observation_id, str(voice.team or ""), str(voice.gathered_by))
    given = (voice.get_state_display(), voice.get_how_display(), voice.given_on, voice.words, voice.why_not)
    may = (voice.get_consent_display(), voice.quote)
    days = (voice.asked_on, voice.due)
    return (voice.number, Month(voice.month), voice.get_source_display(), voice.who, *about, *days, *given, *may)
