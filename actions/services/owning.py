"""Whose an action is, and until when."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action, Extension
from foundation.accounts.models import Person
from foundation.activity.locking import locked
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.moves.services import begin_move
from foundation.moves.workflow import Move

from .moves import ACTIONS, complete_action, give_own_time, keep_doers, require_later, require_owner
from .raising import change_helpers


@transaction.atomic
def extend_action(*, actor: Person, action: Action, due: datetime.date, reason: str, version: str | None = None) -> Action:
    """Move the due date later. The first one stays with the action."""
    action, step = begin_move(ACTIONS, actor, action, "extend", version=version, reason=reason)
    return move_due(actor, action, step, due, reason)


def move_due(actor: Person, action: Action, step: Move, due: datetime.date, reason: str) -> Action:
    """The later due date, as a row beside the first one. Called by services alone, inside their transaction."""
    require_later(action, due)
    was_due, action.due = action.due, due
    Extension.objects.create(action=action, was_due=was_due, due=due, reason=reason.strip(), granted_by=actor, granted_on=today())
    return complete_action(actor, action, step, was_due=was_due, due=due, reason=reason.strip())


@transaction.atomic
def reassign_action(
    *, actor: Person, action: Action, owner: Person, reason: str, due: datetime.date | None = None, version: str | None = None
) -> Action:
    """Give it to another owner; it stays one person's. They have time by rule, or until `due`."""
    action, step = begin_move(ACTIONS, actor, action, "reassign", version=version, reason=reason)
    if owner == action.owner:
        raise ValidationError({"owner": f"{owner} is the owner already."})
    require_owner(owner, source=action.source)
    keep_doers(action)
    before, action.owner = action.owner, owner
    action.helpers.remove(owner)
    keep_doers(action)
    own_time = give_own_time(actor, action, f"Given to {owner}, who has time of their own.", due)
    return complete_action(actor, action, step, was_owner=before, owner=owner, **own_time, reason=reason.strip())


@transaction.atomic
def give_owner(
    *,
    actor: Person,
    action: Action,
    owner: Person,
    helpers: Iterable[Person],
    reason: str,
    due: datetime.date | None = None,
    version: str | None = None,
) -> Action:
    """Who answers for it and who helps, in one act; the reason is asked for where the owner changes, and `due` is for a new one."""
    action = locked(Action.objects.for_list(), pk=action.pk)
    require_version(action, version)
    if owner != action.owner:
        action = reassign_action(actor=actor, action=action, owner=owner, reason=reason, due=due)
    return change_helpers(actor=actor, action=action, helpers=helpers)
