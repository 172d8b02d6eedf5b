"""Questions about lines of management."""

from .models import Person, Team


def line_above(person: Person | None) -> list[Person]:
    """The line managers above `person`, nearest first; a circle in the data ends the walk."""
    above: list[Person] = []
    seen = set()
    while person and person.line_manager_id and person.line_manager_id not in seen:
        person = person.line_manager
        seen.add(person.pk)
        above.append(person)
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
