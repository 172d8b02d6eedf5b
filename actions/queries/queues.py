"""The queues of the tracker: tasks that managers and the QA lead have with other people's actions."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from actions.enums import Level
from actions.models import Action, Request
from actions.permissions import SHOWN_BY_AUDITS
from actions.querysets import ActionQuerySet
from audits.models import Audit, ReAudit
from foundation.accounts.models import Person, Team
from foundation.council.clock import today

from .escalation import counted_for


def in_queue(actions: ActionQuerySet, queue: str, person: Person) -> ActionQuerySet:
    """Of the actions that `person` sees; My work counts with the same words that its link lists by."""
    return _QUEUES[queue](actions, person)


def _asked(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    return actions.open().filter(pk__in=Request.objects.filter(agreed=None).values("action"))


def _own_teams(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    return actions.without_owner().filter(team__manager=person)


def _nobody_s(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    """Where no manager of the team could name an owner."""
    managed = Team.objects.filter(manager__in=Person.objects.notifiable())
    return actions.without_owner().exclude(team__in=managed.values("pk"))


def _to_tell(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    """What changed for the child: the person who verified the action answers."""
    return actions.awaiting_effect().not_done_by(person).filter(verified_by=person).exclude(Q(level__in=SHOWN_BY_AUDITS) | _audited_again())


def _to_confirm(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    """Later audits suggest an effect, or the person who verified the action has left: the QA lead decides."""
    left = Q(verified_by__in=Person.objects.filter(is_active=False).order_by().values("pk"))
    # Found first and looked at then: very many are verified, and few of them are the lead’s to confirm.
    shown = Action.objects.awaiting_effect().filter(Q(level__in=SHOWN_BY_AUDITS) | _audited_again() | left)
    return actions.filter(pk__in=shown.order_by().values("pk")).not_done_by(person).exclude(verified_by=person)


def _escalated(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    return actions.filter(pk__in=[action.pk for action in counted_for(person, today())])


_QUEUES: dict[str, Callable[[ActionQuerySet, Person], ActionQuerySet]] = {
    "no-owner": lambda actions, person: actions.without_owner(),
    "own-teams": _own_teams,
    "nobody": _nobody_s,
    "asked": _asked,
    "second-look": lambda actions, person: actions.awaiting_second_look(),
    "effect": lambda actions, person: actions.awaiting_effect(),
    "effect-tell": _to_tell,
    "effect-confirm": _to_confirm,
    "escalated": _escalated,
}


def _audited_again() -> Q:
    """By what the action itself says: joined, every verified action’s audits would be looked up, or every finished audit."""
    finished = Exists(Audit.objects.finished().filter(pk=OuterRef("audit")).order_by())
    return Q(level=Level.CHILD, audit__in=ReAudit.objects.filter(finished).order_by().values("earlier"))
