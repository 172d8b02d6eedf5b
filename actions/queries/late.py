"""Late actions that somebody may remind their owners of."""

import datetime

from actions.models import Action
from actions.querysets import ActionQuerySet
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.chasing.permissions import is_a_manager

from .escalation import may_know
from .naming import named_to_manager

# The verb of the trail.
REMINDED = "action.reminded"


def chased_by(actor: Person, on: datetime.date) -> ActionQuerySet:
    """Overdue ones of others: a lead's are all that they see, a manager's those of their own people, and a child's urgent ones."""
    late = Action.objects.visible_to(actor).live().overdue(on).filter(owner__is_active=True).exclude(owner=actor)
    if is_lead(actor):
        return late
    return late.of_line(actor).filter(named_to_manager(actor)) if is_a_manager(actor) else late.none()


def late_with_owners(actor: Person, on: datetime.date, at_most: int | None = None) -> ActionQuerySet:
    """The latest `at_most` of them where that is given."""
    return chased_by(actor, on).select_related("owner", "audit").order_by("due", "pk")[:at_most]


def may_be_told(action: Action) -> bool:
    """Not where the owner must not hear of it, since they moderate the audit blind."""
    return action.owner is not None and may_know(action.owner, action)


def key_of(action: Action) -> str:
    return f"action:{action.pk}"


def may_read(manager: Person, action: Action) -> bool:
    return Action.objects.visible_to(manager).filter(pk=action.pk).exists()
