"""Which actions a tab of the tracker holds, and which tab a person comes for."""

from actions.querysets import ActionQuerySet
from foundation.accounts.enums import Role
from foundation.accounts.models import Person

RECENT_DAYS = 30
# Late had no due date been moved, and not late now.
BY_FIRST = "first"
MANAGERS = (Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE)


def of_tab(actions: ActionQuerySet, tab: str, person: Person) -> ActionQuerySet:
    if tab == "mine":
        return actions.filter(owner=person)
    return actions.of_line(person) if tab == "team" else actions


def first_tab(person: Person) -> str:
    """What a person most likely comes for."""
    if person.has_role(Role.QA_LEAD, Role.DIRECTOR):
        return "all"
    return "team" if person.has_role(*MANAGERS) else "mine"
