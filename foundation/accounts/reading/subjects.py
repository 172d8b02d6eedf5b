"""What a council's own words in lists of people and teams mean here, asked once: teams, services, roles, job titles."""

from foundation.accounts.enums import Role
from foundation.accounts.models import Service, Team
from foundation.matching.subjects import Choices, ListSubject
from foundation.names import name_key

from .columns import PEOPLE_HEADINGS, TEAMS_HEADINGS

# The answer that a team or a service is to be added once the list is stored.
ADD = "add"


def _teams() -> Choices:
    return [(ADD, "A new team: add it"), *((str(team.pk), team.name) for team in Team.objects.order_by("name__folded"))]


def _services() -> Choices:
    return [(ADD, "A new service: add it"), *((str(service.pk), service.name) for service in Service.objects.order_by("name__folded"))]


def _roles() -> Choices:
    return [(role.value, role.label) for role in Role]


TEAM_WORDS = ListSubject("teams", "Teams", _teams, "Pass over: leave the team blank", key=name_key)
SERVICE_WORDS = ListSubject("services", "Services", _services, "Pass over: leave the service blank", key=name_key)
ROLE_WORDS = ListSubject("role-words", "Roles", _roles, "No role here: pass over", key=name_key)
TITLE_WORDS = ListSubject("job-titles", "The role that a job title suggests", _roles, "No role: suggest none", key=name_key)
SUBJECTS = (PEOPLE_HEADINGS, TEAMS_HEADINGS, TEAM_WORDS, SERVICE_WORDS, ROLE_WORDS, TITLE_WORDS)
