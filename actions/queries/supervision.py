"""One worker's actions for a supervision session."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from actions.models import Action
from actions.queries.page import due_words
from actions.queries.work import source_words
from actions.querysets import ActionQuerySet
from foundation.accounts.models import Person


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


def people_supervised_by(person: Person) -> list[Person]:
    """Who reports to `person` or works in a team that they manage, and has an unfinished action."""
    owners = Action.objects.visible_to(person).live().unfinished().order_by().values("owner")
    theirs = Person.objects.filter(Q(line_manager=person) | Q(team__manager=person), pk__in=owners)
    return list(theirs.exclude(pk=person.pk).order_by("name__folded"))
