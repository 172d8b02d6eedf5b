"""What a report gives of commissioned work, and what of it is late."""

import datetime
from dataclasses import dataclass

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.seals import InputKind, note_inputs

from .enums import CommissionState
from .models import Commission
from .querysets import CommissionQuerySet

# The verb of the trail.
REMINDED = "commission.reminded"


@dataclass(frozen=True)
class CommissionAsOf:
    """One question with its state on the day of a report; `answer` and `withdrawn_because` are empty where they came later."""

    commission: Commission
    state: CommissionState
    answer: str
    withdrawn_because: str


def commissions_in_report(first: datetime.date, last: datetime.date, on: datetime.date) -> list[CommissionAsOf]:
    """Of a report on these months, as things were `on` a day; in one query."""
    found = [_as_of(each, on) for each in Commission.objects.given_in_report(first, last, on).select_related("lead")]
    note_inputs(InputKind.COMMISSION, ((each.commission.pk, _noted(each)) for each in found))
    return found


def _as_of(commission: Commission, on: datetime.date) -> CommissionAsOf:
    state = commission.state_on(on)
    is_open = state in (CommissionState.ASKED, CommissionState.UNDER_WAY)
    return CommissionAsOf(commission, state, "" if is_open else commission.answer, "" if is_open else commission.withdrawn_because)


def _noted(each: CommissionAsOf) -> tuple:
    of = each.commission
    lead = of.lead.job_title if of.lead else ""
    return of.question, of.asked_by, of.occasion, of.asked_on, lead, of.due, each.state, each.answer, each.withdrawn_because


def late_to_answer(actor: Person, on: datetime.date) -> CommissionQuerySet:
    """Overdue work that others lead: the QA lead reminds them."""
    late = Commission.objects.visible_to(actor).overdue(on).filter(lead__is_active=True).exclude(lead=actor)
    return late.select_related("lead").order_by("due", "pk") if is_lead(actor) else late.none()
