"""Whose name stands beside a late action. Above team managers lateness is counted, by team and service, and names nobody.

The QA lead, who chases, reads every name; a manager above team managers those of their own reports, and of a child's urgent actions.
"""

import datetime
from typing import Any

from django.db.models import Q

from actions.enums import ActionState, Level, Priority
from actions.models import Action
from actions.querysets import ActionQuerySet
from foundation.accounts.enums import Role
from foundation.accounts.models import Person

from .escalation import is_named_to

# People above team managers see lateness by service, not by person.
ABOVE_TEAM_MANAGER = (Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR)


def sees_lateness_by_service(person: Person) -> bool:
    return person.has_role(*ABOVE_TEAM_MANAGER) and not person.has_role(Role.QA_LEAD)


def is_unnamed(action: Action, person: Person, on: datetime.date) -> bool:
    """Late by the due date, or by the first one, which a list shows as well."""
    late = action.is_open and action.first_due < on
    return late and sees_lateness_by_service(person) and action.owner_id != person.pk and not is_named_to(person, action)


def with_owner_named(actions: ActionQuerySet, person: Any, on: datetime.date) -> ActionQuerySet:
    """Those whose owner `person` may read: to narrow by an owner any further would name who is late."""
    if not sees_lateness_by_service(person):
        return actions
    late = Q(state=ActionState.OPEN, first_due__lt=on)
    named = Action.objects.filter(Q(owner=person) | named_to_manager(person))
    return actions.filter(~late | Q(pk__in=named.order_by().values("pk")))


def named_to_manager(person: Any) -> Q:
    """A child's urgent ones, and those of people who report to `person` or whose team they manage: as `is_named_to` says of one."""
    reports = Q(owner__line_manager=person) | Q(team__manager=person) | Q(team=None, owner__team__manager=person)
    return reports | Q(level=Level.CHILD, priority=Priority.URGENT)
