"""Actions that may be the same as one that is being written."""

from collections.abc import Iterable

from django.db.models import Q

from actions.calculations.similarity import most_alike
from actions.models import Action
from audits.models import Domain
from foundation.accounts.models import Person, Team

# Enough for a team's open actions; what is older than these is not compared.
COMPARED = 300


def similar_actions(person: Person, what: str, team: Team | None, domains: Iterable[Domain] = ()) -> list[Action]:
    """Not closed yet, of the same team, about one of the same domains (or about none), in similar words; most alike first.

    Only what `person` may see.
    """
    if len(what.split()) < 2:
        return []
    seen = Action.objects.visible_to(person).standing().unfinished().filter(team=team)
    chosen = [domain.pk for domain in domains]
    if chosen:
        seen = seen.filter(Q(domains__in=chosen) | Q(domains=None)).distinct()
    texts = list(seen.order_by("-number").values_list("number", "what")[:COMPARED])
    places = {number: place for place, number in enumerate(most_alike(what, texts))}
    found = Action.objects.filter(pk__in=places).select_related("owner")
    return sorted(found, key=lambda action: places[action.number])
