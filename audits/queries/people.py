"""The people of many audits, each read once: of fifty audits most are the same few people’s."""

from collections.abc import Collection, Iterable

from audits.models import Audit
from foundation.accounts.models import Person, Service, Team
from foundation.accounts.queries import people_by_key, teams_by_key


def give_people(audits: Collection[Audit]) -> None:
    """Give these audits their auditor, moderator, worker and team, with everybody above it, all with their dates away."""
    every = teams_by_key()
    teams: dict[int | None, Team] = {audit.team_id: every[audit.team_id] for audit in audits if audit.team_id}
    services = {team.service_id: team.service for team in teams.values() if team.service}
    people = _people(audits, teams.values(), services.values())
    for service in services.values():
        service.manager, service.head = people.get(service.manager_id), people.get(service.head_id)
    for team in teams.values():
        team.service, team.manager = services.get(team.service_id), people.get(team.manager_id)
    for audit in audits:
        audit.team = teams.get(audit.team_id)
        audit.auditor, audit.moderator = people.get(audit.auditor_id), people.get(audit.moderator_id)
        audit.allocated_worker = people.get(audit.allocated_worker_id)


def _people(audits: Iterable[Audit], teams: Iterable[Team], services: Iterable[Service]) -> dict[int | None, Person]:
    own = {pk for audit in audits for pk in (audit.auditor_id, audit.moderator_id, audit.allocated_worker_id)}
    above = {team.manager_id for team in teams} | {pk for each in services for pk in (each.manager_id, each.head_id)}
    return people_by_key(own | above)
