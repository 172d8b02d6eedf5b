"""What a report gives of the calendar: events of its months, and what is planned for the months after them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.council.months import add_months, last_day
from foundation.seals import InputKind, note_inputs
from learning.enums import EventState
from learning.models import LearningEvent

MONTHS_AHEAD = 3


@dataclass(frozen=True)
class EventsOfReport:
    """`held` in the report's months, and `coming` in the three months after them, as planned; both `with_numbers`, with their domains."""

    held: Sequence[LearningEvent]
    coming: Sequence[LearningEvent]


def events_in_report(first: datetime.date, last: datetime.date, on: datetime.date) -> EventsOfReport:
    """Of a report on these months, as things are `on` a day; in two queries."""
    end = last_day(last)
    known = LearningEvent.objects.filter(planned_on__lte=on).between(first, last_day(add_months(last, MONTHS_AHEAD)))
    found = list(known.exclude(state=EventState.CANCELLED).with_numbers().prefetch_related("domains"))
    held = [each for each in found if each.is_held and each.first_day <= end]
    coming = [each for each in found if each.first_day > end]
    note_inputs(InputKind.COUNT, ((f"event-{each.number}", _noted(each)) for each in (*held, *coming)))
    return EventsOfReport(held, coming)


def _noted(event: LearningEvent) -> tuple:
    came = event.came  # type: ignore[attr-defined]  # counted by `with_numbers`
    return event.name, event.first_day, event.last_day, event.state, came, sorted(each.name for each in event.domains.all())
