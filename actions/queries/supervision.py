"""Whose actions somebody takes into supervision."""

from django.db.models import Q

from actions.models import Action
from foundation.accounts.models import Person


def people_supervised_by(person: Person) -> list[Person]:
    """Who reports to `person` or works in a team that they manage, and has an unfinished action."""
    owners = Action.objects.visible_to(person).live().unfinished().order_by().values("owner")
    theirs = Person.objects.filter(Q(line_manager=person) | Q(team__manager=person), pk__in=owners)
    return list(theirs.exclude(pk=person.pk).order_by("name__folded"))
