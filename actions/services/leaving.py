"""The open actions of somebody who leaves go to somebody else."""

from django.db import transaction

from actions.models import Action
from actions.workflow import MOVES
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require

from .moves import complete_action, give_own_time, require_owner


@transaction.atomic
def hand_over_actions(*, actor: Person, person: Person, to: Person, reason: str) -> int:
    """The new owner must be able to own each action, and is not late with any of them at once. Returns how many."""
    require(can_give_away, actor, person)
    numbers = list(Action.objects.select_for_update().standing().open().filter(owner=person).order_by("pk").values_list("pk", flat=True))
    for action in Action.objects.filter(pk__in=numbers).for_list():
        require_owner(to, source=action.source)
        action.owner = to
        action.helpers.remove(to)
        own_time = give_own_time(actor, action, f"Given to {to}, who has time of their own.")
        complete_action(actor, action, MOVES["reassign"], was_owner=person, owner=to, **own_time, reason=reason)
    return len(numbers)


@transaction.atomic
def stop_helping(*, actor: Person, person: Person) -> None:
    """They help with nothing any more."""
    require(can_give_away, actor, person)
    for action in Action.objects.unfinished().filter(helpers=person):
        action.helpers.remove(person)
