"""Late comments as reminders say them."""

import datetime

from foundation.accounts.models import Person
from foundation.chasing.owed import Owed, OwedQuestion
from foundation.council.months import month_code, month_name
from performance.models import Commentary
from performance.queries.comments import REMINDED, key_of, late_comments


def place_of_comments(month: datetime.date) -> str:
    """The name of a month's comments in the address of the page of reminders."""
    return f"comments-{month_code(month)}"


def owed_in_comments(actor: Person, on: datetime.date) -> OwedQuestion:
    late = late_comments(actor, on)
    return OwedQuestion(lambda: [_owed(each, each.asked_of, each.due) for each in late if each.asked_of and each.due], [late])


def _owed(commentary: Commentary, person: Person, due: datetime.date) -> Owed:
    what = f"Comment on {commentary.indicator.measure}, {month_name(commentary.month)}"
    places = frozenset({place_of_comments(commentary.month)})
    # Figures are everybody's: nothing in it is hidden from a manager.
    return Owed(person, key_of(commentary), what, due, commentary, REMINDED, places, lambda manager: what)
