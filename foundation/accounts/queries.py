"""Questions about lines of management, and what the lists of people and teams show."""

import datetime
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from django.db.models import Count, Q, QuerySet, prefetch_related_objects

from foundation.council.own_time import with_own_days
from foundation.lookups.read_once import is_held, read_once

from .enums import Power
from .models import Absence, Person, PowerRequest, Service, Team
from .querysets import PersonQuerySet

# What somebody holds of a place: its model and field, and the power that goes with it.
POSTS: tuple[tuple[type[Team] | type[Service], str, Power], ...] = (
    (Team, "manager", Power.TEAM_MANAGER),
    (Service, "manager", Power.SERVICE_MANAGER),
    (Service, "head", Power.HEAD),
)


def places(model: type[Team] | type[Service], what: Power, *, somebody_named: bool) -> QuerySet:
    """Teams or services for whose post somebody is named already and a second person has still to confirm it, or all others."""
    named = Q(pk__in=PowerRequest.objects.open().filter(what=what).values(str(model._meta.model_name)))
    return model.objects.filter(named if somebody_named else ~named)


# Longer than anybody's days of their own, with every holiday.
_OF_LATE = datetime.timedelta(weeks=4)


class TakenPosts:
    """Who came to which post of late, by one query once it matters.

    What waited there before is theirs only since then, and they have days of their own.
    """

    def __init__(self, on: datetime.date):
        self._on = on

    @cached_property
    def _since(self) -> dict[tuple, datetime.date | None]:
        return read_once((TakenPosts, self._on), self._read)

    def _read(self) -> dict[tuple, datetime.date | None]:
        given = PowerRequest.objects.filter(agreed=True, answered_on__gt=self._on - _OF_LATE, answered_on__lte=self._on)
        posts = given.filter(what__in=[*(what for _, _, what in POSTS), Power.LINE_MANAGER]).order_by("answered_on")
        rows = posts.values_list("person", "team", "service", "worker", "answered_on")
        return {tuple(post): day for *post, day in rows}

    def due(self, due: datetime.date, person: Person, team: Team | None, worker: Person | None = None) -> datetime.date:
        """`due`, or later where `person` has answered for the team, its service or the worker for a few days only."""
        since = [self._since.get((person.pk, *place)) for place in _answers_for(person, team, worker)]
        # Of two posts in one line the older one made it theirs.
        return with_own_days(due, min(day for day in since if day)) if since and all(since) else due


def _answers_for(person: Person, team: Team | None, worker: Person | None) -> Iterator[tuple[int | None, int | None, int | None]]:
    """By which of their posts: as keys of a team, a service and a worker."""
    if team and team.manager_id == person.pk:
        yield team.pk, None, None
    if team and team.service and person.pk in _heads(team.service):
        yield None, team.service_id, None
    if worker and worker.line_manager_id == person.pk:
        yield None, None, worker.pk


def _heads(service: Service) -> tuple[int | None, int | None]:
    return service.manager_id, service.head_id


def reports_of(*, somebody_named: bool) -> PersonQuerySet:
    """People who work here and whose next line manager is named already and waits for a second person, or all others."""
    named = Q(pk__in=PowerRequest.objects.open().filter(what=Power.LINE_MANAGER).values("worker"))
    return Person.objects.active().filter(named if somebody_named else ~named)


def read_absences(people: Iterable[Person | None]) -> None:
    """Read everybody's dates away by one query, from however many posts they were come upon. A page that is read has them in one anyway."""
    if not is_held():
        prefetch_related_objects([person for person in people if person], "absences")


def people_by_key(keys: Iterable[int | None]) -> dict[int | None, Person]:
    """These people, with their dates away; while a page is read each is read once."""
    known: dict[int | None, Person] = read_once(people_by_key, dict)
    wanted = set(keys) - {None}
    if missing := wanted - known.keys():
        found = Person.objects.in_bulk(missing)
        read_absences(found.values())
        known.update(found)
    return {key: known[key] for key in wanted if key in known}


def teams_by_key() -> dict[int | None, Team]:
    """All teams, each with its service; while a page is read they are read once."""
    return read_once(teams_by_key, lambda: dict(Team.objects.select_related("service").in_bulk()))


def line_above(person: Person | None) -> list[Person]:
    """The line managers above `person`, nearest first; a circle in the data ends the walk."""
    above: list[Person] = []
    next_above = person.line_manager if person else None
    while next_above and next_above not in above:
        above.append(next_above)
        next_above = next_above.line_manager
    return above


class LinesOfManagement:
    """The lines of management above some workers and teams, read five levels at a time: as many queries for a hundred as for one."""

    _LEVELS = ("pk", *("__".join(["line_manager"] * levels) for levels in range(1, 6)))

    def __init__(self, *, workers: Iterable[Person | None] = (), teams: Iterable[Team | None] = ()):
        self._managers: dict[int, int | None] = {worker.pk: worker.line_manager_id for worker in workers if worker}
        self._read_above({*self._managers.values(), *(team.manager_id for team in teams if team)})

    def _read_above(self, wanted: set[int | None]) -> None:
        while missing := {pk for pk in wanted if pk and pk not in self._managers}:
            chains = list(Person.objects.filter(pk__in=missing).order_by().values_list(*self._LEVELS))
            self._managers.update((person, manager) for chain in chains for person, manager in pairwise(chain) if person)
            wanted = {chain[-1] for chain in chains}

    def above(self, person: int | None) -> set[int]:
        """The managers above `person`; a circle in the data ends the walk."""
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
    return manager.pk in LinesOfManagement(workers=[worker], teams=[team]).of(worker=worker, team=team)


def people_for_list() -> PersonQuerySet:
    """Everyone but the system actor, with what the list of people shows."""
    people = Person.objects.filter(is_system=False)
    return people.select_related("team", "line_manager").prefetch_related("role_rows", "absences")


def services_for_list() -> QuerySet[Service]:
    return Service.objects.select_related("manager", "head").annotate(team_count=Count("teams")).order_by("name__folded")


def teams_for_list() -> QuerySet[Team]:
    here = Count("people", filter=Q(people__is_active=True))
    return Team.objects.select_related("service", "manager").annotate(people_count=here).order_by("service__name__folded", "name__folded")


def absences_to_come(person: Person, on: datetime.date) -> QuerySet[Absence]:
    """The dates away that `person` is in, or the next ones."""
    return Absence.objects.filter(person=person, last_day__gte=on)[:1]


def next_absence(person: Person, on: datetime.date) -> Absence | None:
    """The dates away that `person` is in, or the next ones."""
    return next((absence for absence in person.absences.all() if absence.last_day >= on), None)
