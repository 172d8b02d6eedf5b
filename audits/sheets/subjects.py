"""What a council's own words in lists of audits mean here, asked once: plan types, teams, the people who work with a child."""

from audits.enums import PlanType
from foundation.accounts.models import Person, Team
from foundation.accounts.reading.subjects import ADD as ADD_TEAM
from foundation.accounts.reading.subjects import TEAM_WORDS
from foundation.council.words import in_our_words
from foundation.matching.subjects import Choices, ListSubject
from foundation.names import person_key
from foundation.sheets import heading_key


def _plan_types() -> Choices:
    return [(value, in_our_words(label)) for value, label in PlanType.choices]


def _people() -> Choices:
    people = Person.objects.staff().select_related("team").order_by("name__folded")
    return [(str(person.pk), f"{person}, {person.team}" if person.team else str(person)) for person in people]


__all__ = ["ADD_TEAM", "PLAN_WORDS", "SUBJECTS", "TEAM_WORDS", "WORKER_WORDS"]

PLAN_WORDS = ListSubject("plan-types", "Plan types", _plan_types, "None of these: leave the plan type blank")
WORKER_WORDS = ListSubject("people", "People", _people, "Nobody here: leave the worker blank", key=person_key)
SUBJECTS = (PLAN_WORDS, WORKER_WORDS)

# Words that say nothing of which team it is.
_OF_ANY_TEAM = frozenset({"team", "teams", "the", "service", "and", "s"})


def likely_team(name: str) -> str:
    """The answer that suggests itself: the team here that has the same words but for “team” and the like, else that it is a new one."""
    same = [pk for pk, here in Team.objects.values_list("pk", "name") if _telling_words(here) == _telling_words(name)]
    return str(same[0]) if len(same) == 1 else ADD_TEAM


def _telling_words(name: str) -> set[str]:
    return set(heading_key(name).split()) - _OF_ANY_TEAM
