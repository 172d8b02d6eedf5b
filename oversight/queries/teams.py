"""Whose teams somebody sees plans of."""

from django.db.models import Q, QuerySet

from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team


def teams_seen_by(person: Person) -> QuerySet[Team]:
    """All for the QA lead and directors; for managers the teams that they manage, and those of their services."""
    teams = Team.objects.select_related("manager", "service__manager", "service__head").order_by("name__folded")
    if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
        return teams
    return teams.filter(Q(manager=person) | Q(service__manager=person) | Q(service__head=person))
