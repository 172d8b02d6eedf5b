"""Who is asked to verify that an action was done."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.enums import ActionState
from actions.models import Action, Doer, Evidence
from actions.permissions import parts_in_doing
from actions.querysets import ActionQuerySet
from audits.models import Audit, RestrictedRecord
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence, Person

from .escalation import may_know, with_absences


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


# Whose dates away are read, of each action.
LINE = ("owner__line_manager", "team__manager", "team__service__manager", "team__service__head")


def with_line(actions: QuerySet[Action]) -> QuerySet[Action]:
    """With all that says who verifies: list them by `with_absences`, with `LINE`."""
    beside = ("raised_by", "audit", "observation__audit", "indicator", "study")
    return actions.select_related(*LINE, *beside).prefetch_related("helpers", "doers", "evidence")


def done_by_others(person: Person, on: datetime.date) -> ActionQuerySet:
    """In the line of `person` or, for the lead, anywhere but where the owner's own manager verifies: of these there are many."""
    waiting = Action.objects.visible_to(person).live().awaiting_verification().exclude(owner=person)
    if not person.has_role(Role.QA_LEAD):
        return waiting.of_line(person)
    return waiting.filter(Q(owner__line_manager=person) | ~_is_their_managers(on))


def _is_their_managers(on: datetime.date) -> Q:
    """The owner's manager is there, never did it, does not moderate the audit behind it and may know of that audit.

    `default_verifier` says so of one action.
    """
    manager = OuterRef("owner__line_manager")
    there = Exists(Person.objects.notifiable().filter(pk=manager))
    away = Exists(Absence.objects.filter(person=manager, first_day__lte=on, last_day__gte=on))
    moderates = Exists(Audit.objects.filter(pk=OuterRef("audit"), moderator=manager))
    helped = Exists(Action.helpers.through.objects.filter(action=OuterRef("pk"), person=manager))
    owned = Exists(Doer.objects.filter(action=OuterRef("pk"), person=manager))
    keys = [OuterRef("audit__case_key"), OuterRef("observation__audit__case_key")]
    record = RestrictedRecord.objects.in_force().filter(case_key__in=keys).order_by()
    closed = Exists(record.exclude(readers=OuterRef("owner__line_manager")))
    showed = Exists(Evidence.objects.filter(action=OuterRef("pk"), given_by=manager))
    return Q(there) & ~Q(away) & ~Q(moderates) & ~Q(helped) & ~Q(owned) & ~Q(showed) & ~Q(closed)


def to_verify_by(person: Person, on: datetime.date) -> list[Action]:
    verifiers = {person, None} if person.has_role(Role.QA_LEAD) else {person}
    waiting = with_absences(with_line(done_by_others(person, on)), LINE)
    return [action for action in waiting if default_verifier(action, on) in verifiers]


def help_of(person: Person) -> QuerySet:
    """Which actions they help with, one way or another."""
    return Action.helpers.through.objects.filter(person=person)


def helped_by(person: Person) -> QuerySet[Action]:
    # Few are helped by one person, many are open: named by number, or a database may go through all that are open.
    numbers = list(help_of(person).values_list("action", flat=True))
    helped = Action.objects.visible_to(person).live().filter(number__in=numbers, state=ActionState.OPEN)
    return helped.select_related("owner", "raised_by", "audit", "observation", "indicator", "study")
