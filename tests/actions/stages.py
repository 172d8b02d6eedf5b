"""Ways to an action at any stage, through the services."""

import datetime

from actions.models import Action
from actions.services import agree_withdrawal, ask_withdrawal, raise_action
from foundation.activity.models import Entry
from foundation.council.clock import today

# A Monday; the only bank holiday of the month is on the 28th.
THE_DAY = datetime.date(2023, 8, 7)


def in_days(count: int) -> datetime.date:
    return today() + datetime.timedelta(days=count)


def raised(by, owner, **facts) -> Action:
    """An action that `by` raises for `owner`, due in a fortnight unless told."""
    given = {"what": "Update the chronology", "why": "It stops in March.", "due": in_days(14)} | facts
    return raise_action(actor=by.person, owner=owner.person, **given)


def withdrawn(by, other, action: Action, reason: str = "Raised twice.") -> Action:
    """`by` asks to withdraw it and `other` agrees."""
    asked = ask_withdrawal(actor=by.person, action=action, reason=reason)
    return agree_withdrawal(actor=other.person, action=asked)


def trail_of(action: Action) -> list[str]:
    return [entry.sentence for entry in Entry.objects.of(action).writes()]
