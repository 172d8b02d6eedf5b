"""Several actions in one act: first every consequence, then all of them or none."""

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from actions.models import Action
from actions.queries.naming import is_unnamed
from foundation.accounts.models import Person
from foundation.activity.locking import all_locked
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState

from .closing import verify_action
from .owning import extend_action, reassign_action

MOST = 300


@dataclass(frozen=True)
class Consequence:
    """What happens to one action, in a sentence; or why it cannot."""

    action: Action
    sentence: str = ""
    refused: str = ""


def _day(day: datetime.date) -> str:
    return uk_date(day)


def _owner_before(action: Action, actor: Person) -> str:
    if action.owner is None:
        return "nobody"
    return "its owner, who is not named because it is late" if is_unnamed(action, actor, today()) else str(action.owner)


def _reassign(actor: Person, action: Action, owner: Person, reason: str, due: datetime.date | None = None) -> str:
    """`due` is for those that would be due sooner."""
    before = _owner_before(action, actor)
    until = max(due, action.due) if due else None
    due = reassign_action(actor=actor, action=action, owner=owner, reason=reason, due=until).due
    moved = "" if due == action.due else f" Due {_day(due)} instead of {_day(action.due)}, so that they have time of their own."
    return f"{owner} answers for it instead of {before}.{moved}"


def _extend(actor: Person, action: Action, due: datetime.date, reason: str) -> str:
    extend_action(actor=actor, action=action, due=due, reason=reason)
    return f"Due {_day(due)} instead of {_day(action.due)}; first due {_day(action.first_due)}."


def _verify(actor: Person, action: Action) -> str:
    verify_action(actor=actor, action=action)
    shown = action.evidence.latest("pk")
    return f"Closed. {action.owner} wrote: {shown.text}"


ACTS: dict[str, Callable[..., str]] = {"reassign": _reassign, "extend": _extend, "verify": _verify}


def preview_bulk_change(*, actor: Person, actions: Iterable[Action], act: str, **answers: Any) -> list[Consequence]:
    """What `apply_bulk_change` would do, by doing it and taking it back: one rule for both, so that they cannot differ."""
    with transaction.atomic():
        found = _act_on_each(actor, list(actions), act, answers)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def apply_bulk_change(*, actor: Person, actions: Iterable[Action], act: str, seen: str, **answers: Any) -> list[Consequence]:
    """All of them, or none. `seen` is the fingerprint of what the preview showed: raises StaleState where an action changed since,
    ValidationError naming each action that refuses.
    """
    actions = list(actions)
    if version_token(all_locked(Action.objects.filter(pk__in=[action.pk for action in actions]))) != seen:
        raise StaleState("Some of these actions changed since you looked. Here is what would happen now; nothing was done yet.")
    found = _act_on_each(actor, actions, act, answers)
    if refused := [f"Action {each.action.number}: {each.refused}" for each in found if each.refused]:
        raise ValidationError(refused)
    return found


def version_token(actions: Iterable[Action]) -> str:
    """Of whatever a move of these actions may change."""
    lines = sorted(f"{action.pk} {action.state} {action.owner_id} {action.due} {action.what}" for action in actions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _act_on_each(actor: Person, actions: list[Action], act: str, answers: dict[str, Any]) -> list[Consequence]:
    if not actions:
        raise ValidationError({"actions": "Select at least one action."})
    if len(actions) > MOST:
        raise ValidationError({"actions": f"Select at most {MOST} actions at once."})
    return [_act_on(actor, action, act, answers) for action in actions]


def _act_on(actor: Person, action: Action, act: str, answers: dict[str, Any]) -> Consequence:
    try:
        with transaction.atomic():
            return Consequence(action, sentence=ACTS[act](actor, action, **answers))
    except PermissionDenied as refused:
        return Consequence(action, refused=str(refused))
    except ValidationError as refused:
        return Consequence(action, refused=" ".join(refused.messages))
