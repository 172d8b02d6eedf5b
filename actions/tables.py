"""The tracker's table, and the same as rows of a file."""

import datetime
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.pages.escalation import gone_up_to
from actions.pages.naming import owner_named, source_words
from foundation.accounts.models import Person
from foundation.chasing.pages import reminded_words
from foundation.chasing.permissions import can_chase
from foundation.chasing.queries import Reminded, last_reminders
from foundation.council.working_days import due_in_words, working_days_between
from foundation.documents.formats import short_date
from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag

from .enums import ActionState, Priority
from .models import Action
from .queries.late import key_of
from .queries.naming import is_unnamed, sees_lateness_by_service

NUMBER = {"th": {"class": "qa-number"}, "td": {"class": "qa-number"}}
HEADER = (
    "Number",
    "Action",
    "From",
    "Owner",
    "Team",
    "Concerns",
    "Priority",
    "Due",
    "First due",
    "Working days late",
    "Escalated to",
    "State",
    "Raised on",
    "Verified on",
    "Working days late by the first date",
    "Times the date was moved",
    "Moved by (working days)",
)


def days_late(action: Action, on: datetime.date) -> int | None:
    """Working days past the due date of an open action; at least 1 once it is past."""
    return days_late_from(action.due, on) if action.state == ActionState.OPEN else None


def days_late_by_first(action: Action, on: datetime.date) -> int | None:
    """The same, had its due date never been moved."""
    return days_late_from(action.first_due, on) if action.state == ActionState.OPEN else None


def days_late_from(due: datetime.date, on: datetime.date) -> int | None:
    return max(working_days_between(due, on), 1) if due < on else None


class ActionTable(ListTable):
    caption = "Actions"
    on_card = ("owner", "due", "state")
    what = tables.Column(verbose_name="Action", linkify=True, order_by="what__folded")
    source = tables.Column(empty_values=(), verbose_name="From", orderable=False)
    owner = tables.Column(empty_values=(), order_by="owner__name__folded")
    due = tables.Column()
    late = tables.Column(empty_values=(), verbose_name="Working days late", order_by="due", attrs=NUMBER)
    state = tables.Column()

    class Meta:
        order_by = "due"
        empty_text = "No action here. Choose another tab or clear the filters to see more."

    def __init__(self, *args: Any, on: datetime.date, reader: Person, **kwargs: Any):
        self.on, self.reader = on, reader
        # In the order of their names, those not named would stand between the others.
        more = [("owner", tables.Column(empty_values=(), orderable=False))] if sees_lateness_by_service(reader) else []
        super().__init__(*args, extra_columns=more, **kwargs)

    @cached_property
    def reminded(self) -> Reminded:
        """Of the rows that are shown, to readers who may remind anybody."""
        shown = [row.record for row in self.paginated_rows] if can_chase(self.reader) else []
        return last_reminders([key_of(action) for action in shown if not is_unnamed(action, self.reader, self.on)])

    def render_source(self, record: Action) -> str:
        words = source_words(record)
        return words[0].upper() + words[1:]

    def render_owner(self, record: Action) -> SafeString:
        return _with_note(owner_named(record, self.reader, self.on, "Nobody yet"), record.team or "")

    def render_due(self, record: Action) -> SafeString:
        first = f"first {short_date(record.first_due)}" if record.is_extended else ""
        words = due_in_words(record.due, self.on) if record.state == ActionState.OPEN and record.due >= self.on else ""
        return _with_note(short_date(record.due), ", ".join(filter(None, [words, first])))

    def render_late(self, record: Action) -> SafeString | str:
        late = days_late(record, self.on)
        first = days_late_by_first(record, self.on) if record.is_extended else None
        last = self.reminded.get((record.owner_id, key_of(record))) if late and record.owner_id else None
        notes = [gone_up_to(record), f"{first} by its first date" if first else "", reminded_words(last)]
        note = ", ".join(filter(None, notes))
        return _with_note(late or "–", note) if note else str(late or "–")

    def render_state(self, record: Action) -> SafeString:
        state = state_tag(record.get_state_display())
        urgent = format_html("<strong>{}</strong>", record.get_priority_display()) if record.priority == Priority.URGENT else ""
        return format_html("<div><div>{}</div>{}</div>", state, urgent)


def _with_note(value: Any, note: Any) -> SafeString:
    return format_html('<div><div class="qa-nowrap">{}</div><div class="qa-muted">{}</div></div>', value, note)


def file_row(action: Action, on: datetime.date, reader: Person) -> tuple[Any, ...]:
    """One action under `HEADER`."""
    return (
        action.number,
        action.what,
        source_words(action),
        owner_named(action, reader, on),
        str(action.team or ""),
        action.get_level_display(),
        action.get_priority_display(),
        action.due,
        action.first_due,
        days_late(action, on),
        gone_up_to(action),
        action.get_state_display(),
        action.raised_on,
        action.verified_on,
        days_late_by_first(action, on),
        len(action.extensions.all()),
        working_days_between(action.first_due, action.due),
    )
