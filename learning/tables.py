"""The list of events, and the same as rows of a file."""

from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString

from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag

from .enums import EventState
from .models import LearningEvent

HEADER = (
    "Number",
    "Kind",
    "Name",
    "First day",
    "Last day",
    "Hours",
    "Place",
    "Organised by",
    "Domains",
    "Invited",
    "Came",
    "State",
    "Why cancelled",
)
STATE_COLOURS: dict[str, str] = {EventState.PLANNED: "blue", EventState.HELD: "green", EventState.CANCELLED: "grey"}
_NUMBER = {"th": {"class": "qa-number"}, "td": {"class": "qa-number"}}


class EventTable(ListTable):
    caption = "Events"
    on_card = ("first_day", "state")
    name = tables.Column(linkify=True, order_by="name__folded")
    kind = tables.Column()
    first_day = tables.Column(verbose_name="When", order_by=("first_day", "number"))
    organiser = tables.Column(verbose_name="Organised by", order_by="organiser__name__folded")
    invited = tables.Column(attrs=_NUMBER)
    came = tables.Column(attrs=_NUMBER)
    state = tables.Column()

    class Meta:
        order_by = "-first_day"
        empty_text = "No event matches. Clear the filters to see the whole calendar."

    def render_first_day(self, record: LearningEvent) -> str:
        return record.days

    def render_state(self, record: LearningEvent) -> SafeString:
        return state_tag(record.get_state_display(), STATE_COLOURS[record.state])


def file_row(event: LearningEvent) -> tuple[Any, ...]:
    """One event under `HEADER`, of `with_numbers` and with its domains fetched."""
    numbers = (event.invited, event.came)  # type: ignore[attr-defined]  # counted by the list's query
    domains = ", ".join(each.name for each in event.domains.all())
    about = (event.number, event.get_kind_display(), event.name, event.first_day, event.last_day, event.hours, event.place)
    return (*about, str(event.organiser), domains, *numbers, event.get_state_display(), event.cancelled_because)
