"""Whether somebody owns or reads an action."""

from actions.models import Action
from foundation.accounts.models import Person


def ever_owned_one(person: Person) -> bool:
    """Their line of management reads it."""
    return Action.objects.filter(owner=person).exists()


def reads_any(person: Person) -> bool:
    return Action.objects.visible_to(person).exists()
