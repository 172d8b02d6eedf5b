"""Late actions as reminders say them."""

import datetime

from actions.models import Action
from actions.queries.late import REMINDED, key_of, late_with_owners, may_be_told, may_read
from foundation.accounts.models import Person
from foundation.chasing.owed import Owed, OwedQuestion

# The name of the tracker in the address of the page of reminders.
TRACKER = "actions"


def owed_in_actions(actor: Person, on: datetime.date, at_most: int | None = None) -> OwedQuestion:
    late = late_with_owners(actor, on, at_most)
    return OwedQuestion(lambda: [_owed(action, action.owner) for action in late if action.owner and may_be_told(action)], [late])


def _owed(action: Action, owner: Person) -> Owed:
    # Without its title, which somebody typed: it goes out by mail.
    what = f"Show evidence for action {action.number}"

    def said_to(manager: Person) -> str:
        return what if may_read(manager, action) else ""

    return Owed(owner, key_of(action), what, action.due, action, REMINDED, frozenset({TRACKER}), said_to)
