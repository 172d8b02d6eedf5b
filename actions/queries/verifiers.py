"""Who is asked to verify that an action was done."""

import datetime

from django.db.models import QuerySet

from actions.enums import ActionState
from actions.models import Action
from actions.permissions import parts_in_doing
from foundation.accounts.enums import Role
from foundation.accounts.models import Person

from .escalation import may_know


def default_verifier(action: Action, on: datetime.date) -> Person | None:
    """Who is asked to verify: the owner's line manager, else the next above them in the team's line; nobody who is away, or who
    may not know of it yet since they moderate its audit blind.

    None where nobody of these is there: then the QA lead verifies.
    """
    if action.owner is None:
        return None
    line = (action.owner.line_manager, *_line_above_owner(action))
    doers = {doer for doer, _ in parts_in_doing(action)}
    there = (person for person in line if person and person.is_there(on) and person.pk not in doers)
    return next((person for person in there if may_know(person, action)), None)


def _line_above_owner(action: Action) -> tuple[Person | None, ...]:
    """The managers of the action's team, as far as they stand above its owner."""
    team, owner = action.team, action.owner
    if team is None or owner is None:
        return ()
    above = (team.service.manager, team.service.head) if team.service else ()
    line: tuple[Person | None, ...] = (team.manager, *above)
    if owner in line:
        return line[line.index(owner) + 1 :]
    return line if owner.team_id == team.pk else ()


def with_line(actions: QuerySet[Action]) -> QuerySet[Action]:
    line = ("owner__line_manager", "team__manager", "team__service__manager", "team__service__head")
    return actions.select_related(*line, "raised_by", "audit", "observation", "indicator", "study").prefetch_related(
        "helpers", "doers", "evidence", *(f"{place}__absences" for place in line)
    )


def to_verify_by(person: Person, on: datetime.date) -> list[Action]:
    waiting = Action.objects.visible_to(person).live().awaiting_verification().exclude(owner=person)
    if not person.has_role(Role.QA_LEAD):
        waiting = waiting.of_line(person)
    verifiers = {person, None} if person.has_role(Role.QA_LEAD) else {person}
    return [action for action in with_line(waiting) if default_verifier(action, on) in verifiers]


def helped_by(person: Person) -> QuerySet[Action]:
    # Few are helped by one person, many are open: named by number, or a database may go through all that are open.
    numbers = list(Action.helpers.through.objects.filter(person=person).values_list("action", flat=True))
    helped = Action.objects.visible_to(person).live().filter(number__in=numbers, state=ActionState.OPEN)
    return helped.select_related("owner", "raised_by", "audit", "observation", "indicator", "study")
