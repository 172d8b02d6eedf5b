"""To whom a late action goes, and which went up to one person."""

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from actions.calculations.escalation import rungs_from
from actions.enums import EscalationStep, Level, Priority
from actions.models import Action, Escalation
from actions.queries.owners import audit_behind
from actions.querysets import ActionQuerySet
from audits.permissions import sees_grades
from audits.queries.restrictions import NamedReaders, named_readers
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole
from foundation.accounts.queries import read_absences
from foundation.council.working_days import working_days_between


class Rung(IntEnum):
    """Where people stand above an action, from its owner up. A head of service takes what a service manager who is away cannot."""

    OWNER = 0
    TEAM_MANAGER = 1
    SERVICE_MANAGER = 2
    HEAD_OF_SERVICE = 3
    DIRECTOR = 4


FIRST_RUNG = {
    EscalationStep.OWNER: Rung.OWNER,
    EscalationStep.TEAM_MANAGER: Rung.TEAM_MANAGER,
    EscalationStep.SERVICE_MANAGER: Rung.SERVICE_MANAGER,
    EscalationStep.DIRECTOR: Rung.DIRECTOR,
}


@dataclass(frozen=True)
class Recipient:
    """`rung` is None for a QA lead, who takes what nobody in the line can."""

    person: Person | None
    rung: Rung | None

    @property
    def is_above_team_manager(self) -> bool:
        return self.rung is not None and self.rung > Rung.TEAM_MANAGER


def above_all() -> QuerySet[PersonRole]:
    """Directors and QA leads who can be notified, by name."""
    there = Person.objects.notifiable().values("pk")
    rows = PersonRole.objects.filter(role__in=(Role.DIRECTOR, Role.QA_LEAD), person__in=there)
    return rows.select_related("person").order_by("person__name__folded", "person")


class Ladders:
    """Who stands where on a day. Passed over: who left, is away, has no sign-in, or may not know of the audit behind it."""

    def __init__(self, on: datetime.date, above: Iterable[PersonRole] | None = None) -> None:
        """`above`: what `above_all` finds, where it is read."""
        self._on, self._named = on, named_readers()
        held = list(above_all() if above is None else above)
        read_absences(row.person for row in held)
        self._directors = [row.person for row in held if row.role == Role.DIRECTOR and not row.person.is_away(on)]
        self._leads = [row.person for row in held if row.role == Role.QA_LEAD and not row.person.is_away(on)]

    def recipient(self, action: Action, step: EscalationStep) -> Recipient:
        """The people at the step, or failing them at the next one up. Without an owner, or with one who left, the QA lead comes first."""
        owner = action.owner
        if step == EscalationStep.OWNER and (owner is None or not owner.is_active):
            return self._lead(action)
        for rung, person in rungs_from(self._ladder(action), FIRST_RUNG[step], owner):
            if person.is_there(self._on) and self._may_know(person, action):
                return Recipient(person, Rung(rung))
        return self._lead(action)

    def notified_of(self, action: Action) -> set[Person | None]:
        """The people at the steps it has taken for its due date: as the posts are held today, not as they were then."""
        steps = {EscalationStep(row.step) for row in action.escalations.all() if row.due == action.due}
        return {self.recipient(action, step).person for step in steps}

    def _ladder(self, action: Action) -> list[Person | None]:
        team = action.team_that_answers
        service = team.service if team else None
        manager = team.manager if team else action.owner.line_manager if action.owner else None
        above = (service.manager, service.head) if service else (None, None)
        director = next((person for person in self._directors if person != action.owner), None)
        return [action.owner, manager, *above, director]

    def _lead(self, action: Action) -> Recipient:
        owner = action.owner
        return Recipient(next((person for person in self._leads if person != owner and self._may_know(person, action)), None), None)

    def _may_know(self, person: Person, action: Action) -> bool:
        return may_know(person, action, self._named)


def may_know(person: Person, action: Action, named: NamedReaders | None = None) -> bool:
    """An action gives away what its audit's auditor found, and that there is an audit of a restricted record."""
    if action.audit and not sees_grades(person, action.audit):
        return False
    audit = audit_behind(action.source)
    return audit is None or (named or named_readers()).may_know(person, audit)


_POSTS = ("manager", "service__manager", "service__head")
LINE = ("owner", "owner__line_manager", *(f"{whose}team__{post}" for whose in ("", "owner__") for post in _POSTS))


def late_actions(on: datetime.date, among: ActionQuerySet | None = None) -> ActionQuerySet:
    """Open past their due date, with everyone who might be notified: list them by `with_absences`."""
    return (Action.objects.all() if among is None else among).live().overdue(on).select_related("audit", "observation__audit", *LINE)


def with_absences(actions: Iterable[Action], line: Iterable[str] = LINE) -> list[Action]:
    """Each with the dates away of the people of its `line`, which are read with it: one query."""
    found = list(actions)
    read_absences(_at(action, place) for action in found for place in line)
    return found


def _at(action: Action, place: str) -> Person | None:
    """“team__service__head” of an action, as far as there is one."""
    return functools.reduce(lambda one, name: one and getattr(one, name), place.split("__"), cast(Any, action))


def days_late(action: Action, on: datetime.date) -> int:
    """Working days past the due date; 0 on a weekend or holiday right after it."""
    return working_days_between(action.due, on)


def step_reached(action: Action) -> EscalationStep:
    """How far up an open action has gone for the due date that it has now; with its owner where it went nowhere."""
    steps = [row.step for row in action.escalations.all() if row.due == action.due and action.is_open]
    return EscalationStep(max(steps, default=EscalationStep.OWNER))


def current_step() -> Subquery:
    """How far up an action has gone for the due date that it has now."""
    return Subquery(Escalation.objects.filter(action=OuterRef("pk"), due=OuterRef("due")).order_by("-step").values("step")[:1])


def overdue_by_step(actions: ActionQuerySet, on: datetime.date) -> QuerySet:
    """(Step, count): how many overdue ones of these have gone how far up, lowest first; those that went nowhere yet are left out."""
    late = actions.live().overdue(on).order_by().annotate(step=current_step())
    return late.exclude(step=None).values_list("step").annotate(count=Count("pk")).order_by("step")


def gone_up(person: Person, on: datetime.date) -> ActionQuerySet:
    """Late actions of others, of those that `person` sees, that went to somebody for the due date that they have now."""
    went = Exists(Escalation.objects.filter(action=OuterRef("pk"), due=OuterRef("due")))
    return Action.objects.visible_to(person).live().overdue(on).filter(went).exclude(owner=person)


def with_steps(late: ActionQuerySet, on: datetime.date) -> ActionQuerySet:
    """With everyone who might be notified, and how far each has gone."""
    return late_actions(on, late).prefetch_related("escalations")


def late_with(
    person: Person, on: datetime.date, up: ActionQuerySet | None = None, above: Iterable[PersonRole] | None = None
) -> list[Action]:
    """Late actions of others whose steps lead to `person` today. `up`: those that have `gone_up`, `with_steps`, where they are read."""
    if not (found := with_absences(with_steps(gone_up(person, on), on) if up is None else up)):
        return []
    ladders = Ladders(on, above)
    return [action for action in found if person in ladders.notified_of(action)]


def counted_for(person: Person, on: datetime.date) -> list[Action]:
    """Of what was escalated, the actions that a person is notified of as a count."""
    return [action for action in late_with(person, on) if not is_named_to(person, action)]


def is_named_to(person: Person, action: Action) -> bool:
    if action.level == Level.CHILD and action.priority == Priority.URGENT:
        return True
    team = action.team_that_answers
    manages = team is not None and team.manager_id == person.pk
    return manages or (action.owner is not None and action.owner.line_manager_id == person.pk) or person.has_role(Role.QA_LEAD)
