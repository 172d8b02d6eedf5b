"""Giving somebody time with an audit: the one place that moves its due dates."""

import datetime

from django.core.exceptions import ValidationError

from audits.enums import MovedWhy, Part
from audits.models import Audit, MovedDate
from audits.queries.due_days import due_for, offered_due
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import uk_date

# Where the month has no day, these still set one: what comes back comes with a day.
_SETS_A_DAY = (MovedWhy.SENT_BACK, MovedWhy.REOPENED)


def give_time(*, actor: Person, audit: Audit, part: Part, why: MovedWhy, due: datetime.date | None = None) -> None:
    """Nobody is late on the day that they are given something: this part is due on `due`, beside the first date, which stays.

    Unless somebody chose it, that is days of their own, by the council's rule, where the date that it has is sooner. Called by
    services alone, inside their transaction and after the move, which the trail has; the row is the history of the date. Raises
    ValidationError where `due` is past, or sooner than the date it has.
    """
    # As it is stored now, whatever was read of it before.
    audit = Audit.objects.select_related("cycle").get(pk=audit.pk)
    was_due = due_for(audit, part)
    if due is None and was_due is None and why not in _SETS_A_DAY and not audit.resubmitted_on:
        return
    given = due or offered_due(audit, part, today())
    if given == was_due and given >= today():
        return
    if given < today():
        raise ValidationError({"due": "The due date must be today or later."})
    if was_due and given < was_due:
        raise ValidationError({"due": f"It is due on {uk_date(was_due)}: choose that date or a later one."})
    MovedDate.objects.create(audit=audit, part=part, was_due=was_due, due=given, why=why, moved_by=actor, moved_on=today())
