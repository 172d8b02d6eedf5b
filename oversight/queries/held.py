"""Check and challenge meetings as the report counts them: nobody's name, and nothing that was said."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from oversight.enums import DecisionState, MeetingState
from oversight.models import CheckAndChallenge


@dataclass(frozen=True)
class HeldMeetings:
    """How many were held on some months, what they decided, and how much of it is open."""

    meetings: int
    decisions: int
    open_decisions: int


def held_on_months(first: datetime.date, last: datetime.date) -> HeldMeetings:
    """On audits of the months between `first` and `last`, first days of months, both included; in one query."""
    held = CheckAndChallenge.objects.filter(
        cycle__month__gte=first, cycle__month__lte=last, state__in=[MeetingState.HELD, MeetingState.AGREED]
    )
    counts = held.order_by().aggregate(
        meetings=Count("pk", distinct=True),
        open_decisions=Count("decisions", filter=Q(decisions__state=DecisionState.OPEN)),
        decisions=Count("decisions"),
    )
    return HeldMeetings(**counts)
