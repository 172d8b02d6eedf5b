"""What a council's own words in lists of audits mean here, asked once: plan types, teams, the people who work with a child."""

from audits.enums import PlanType
from foundation.accounts.models import Person, Team
from foundation.council.words import in_our_words
from foundation.matching.subjects import Choices, ListSubject
from foundation.names import name_key, person_key

# The answer that a team is to be added once a record of it is put into a month.
ADD_TEAM = "add"


def _plan_types() -> Choices:
    return [(value, in_our_words(label)) for value, label in PlanType.choices]


def _teams() -> Choices:
    return [(ADD_TEAM, "A new team: add it"), *((str(team.pk), team.name) for team in Team.objects.order_by("name__folded"))]


def _people() -> Choices:
    people = Person.objects.active().filter(is_system=False).select_related("team").order_by("name__folded")
    return [(str(person.pk), f"{person}, {person.team}" if person.team else str(person)) for person in people]


PLAN_WORDS = ListSubject("plan-types", "Plan types", _plan_types, "None of these: leave the plan type blank")
TEAM_WORDS = ListSubject("teams", "Teams", _teams, "Pass over: leave the team blank", key=name_key)
WORKER_WORDS = ListSubject("people", "People", _people, "Nobody here: leave the worker blank", key=person_key)
SUBJECTS = (PLAN_WORDS, TEAM_WORDS, WORKER_WORDS)
