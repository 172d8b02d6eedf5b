"""Questions about lines of management, and what the lists of people and teams show."""

import datetime

from django.db.models import Count, Q, QuerySet

from .models import Absence, Person, Service, Team
from .querysets import PersonQuerySet


def line_above(person: Person | None) -> list[Person]:
    """The line managers above `person`, nearest first; a circle in the data ends the walk."""
    above: list[Person] = []
    next_above = person.line_manager if person else None
    while next_above and next_above not in above:
        above.append(next_above)
        next_above = next_above.line_manager
    return above


def manages(manager: Person, *, worker: Person | None, team: Team | None) -> bool:
    """Whether `manager` stands in the line of management above a worker or a team (its manager, its service's manager or head)."""
    if worker and manager.pk in {person.pk for person in line_above(worker)}:
        return True
    if not team:
        return False
    above = {team.manager_id}
    if team.service:
        above |= {team.service.manager_id, team.service.head_id}
    if team.manager:
        above |= {person.pk for person in line_above(team.manager)}
    return manager.pk in above


def people_for_list() -> PersonQuerySet:
    """Everyone but the system actor, with what the list of people shows."""
    people = Person.objects.filter(is_system=False)
    return people.select_related("team", "line_manager").prefetch_related("role_rows", "absences")


def services_for_list() -> QuerySet[Service]:
    return Service.objects.select_related("manager", "head").annotate(team_count=Count("teams")).order_by("name")


def teams_for_list() -> QuerySet[Team]:
    here = Count("people", filter=Q(people__is_active=True))
    return Team.objects.select_related("service", "manager").annotate(people_count=here).order_by("service__name", "name")


def next_absence(person: Person, on: datetime.date) -> Absence | None:
    """The dates away that `person` is in, or the next ones."""
    return next((absence for absence in person.absences.all() if absence.last_day >= on), None)
