"""Questions about lines of management, and what the lists of people and teams show."""

import datetime
from collections.abc import Iterable

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


class Lines:
    """The lines of management above some workers and teams, read level by level: as many queries for a hundred as for one."""

    def __init__(self, *, workers: Iterable[Person | None] = (), teams: Iterable[Team | None] = ()):
        self._managers: dict[int, int | None] = {worker.pk: worker.line_manager_id for worker in workers if worker}
        wanted = {*self._managers.values(), *(team.manager_id for team in teams if team)}
        while missing := {pk for pk in wanted if pk and pk not in self._managers}:
            self._managers.update(Person.objects.filter(pk__in=missing).values_list("pk", "line_manager"))
            wanted = {self._managers.get(pk) for pk in missing}

    def above(self, person: int | None) -> set[int]:
        """Whoever stands above `person`; a circle in the data ends the walk."""
        found: set[int] = set()
        manager = self._managers.get(person) if person else None
        while manager and manager not in found:
            found.add(manager)
            manager = self._managers.get(manager)
        return found

    def of(self, *, worker: Person | None, team: Team | None) -> set[int]:
        """Above a worker, or a team: its manager and those above them, its service's manager and head."""
        found = self.above(worker.pk if worker else None)
        if team:
            heads = {team.service.manager_id, team.service.head_id} if team.service else set()
            found |= {pk for pk in (team.manager_id, *heads) if pk} | self.above(team.manager_id)
        return found


def manages(manager: Person, *, worker: Person | None, team: Team | None) -> bool:
    """Whether `manager` stands in the line of management above a worker or a team."""
    return manager.pk in Lines(workers=[worker], teams=[team]).of(worker=worker, team=team)


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
