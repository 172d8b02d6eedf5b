"""One worker's actions for a supervision session."""

import datetime
from dataclasses import dataclass

from actions.models import Action
from actions.querysets import ActionQuerySet
from foundation.accounts.models import Person

from .action import due_words
from .naming import source_words


@dataclass(frozen=True)
class Supervised:
    action: Action
    due_words: str
    source: str
    waiting: str


def supervised(seen: ActionQuerySet, person: Person, on: datetime.date) -> list[Supervised]:
    """Their open actions and those that wait to be verified, soonest due first."""
    theirs = seen.live().unfinished().filter(owner=person).for_list().prefetch_related("requests", "evidence")
    return [Supervised(action, due_words(action, on), source_words(action), _waiting(action)) for action in theirs]


def _waiting(action: Action) -> str:
    asked = [request.get_asked_display().lower() for request in action.requests.all() if request.is_waiting]
    returned = [row.return_reason for row in action.evidence.all() if row.returned_by_id]
    words = [f"asked: {', '.join(asked)}"] if asked else []
    return "; ".join([*words, *(f"returned: {reason}" for reason in returned[-1:] if action.is_open)])
