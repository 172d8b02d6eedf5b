"""What the moves of an action have in common."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from actions.enums import DoingPart
from actions.models import Action, Doer, Extension
from actions.queries.due_dates import offered_due
from actions.queries.owners import audit_behind
from actions.workflow import MOVES
from audits.models import Audit
from audits.permissions import sees_grades
from audits.services.counting import count_once_submitted
from audits.services.restrictions import require_reader
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.moves.services import complete_move
from foundation.moves.workflow import Move, Workflow, answer_needed


def _stale_text(action: Action, step: Move) -> str:
    return f"Action {action.number} is now “{action.get_state_display()}”. Open it again to see what happened."


ACTIONS = Workflow(
    moves=MOVES,
    rows=Action.objects.for_change,
    stale_text=_stale_text,
    needs={
        "reason": answer_needed("reason", "Give a reason."),
        "why_refused": answer_needed("reason", "Say why."),
        "words": answer_needed("words", "Say what changed, or did not."),
        "evidence": answer_needed("evidence", "Say what shows that it was done."),
    },
)


def complete_action(actor: Person, action: Action, step: Move, **facts: Any) -> Action:
    """As `complete_move`; what is counted of its audit is counted again."""
    action = complete_move(actor, action, step, **facts)
    count_with_audit(action)
    return action


def count_with_audit(action: Action) -> None:
    """Call it last in the transaction that has changed an action, or its due date."""
    if action.audit:
        count_once_submitted(action.audit)


def keep_doers(action: Action) -> None:
    """Note who owns it and who helps now: call it before and after that changes."""
    parts = [(action.owner, DoingPart.OWNER), *((helper, DoingPart.HELPER) for helper in action.helpers.all())]
    Doer.objects.bulk_create([Doer(action=action, person=person, part=part) for person, part in parts if person], ignore_conflicts=True)


def give_own_time(actor: Person, action: Action, why: str, due: datetime.date | None = None) -> dict[str, datetime.date]:
    """Nobody is late on the day that they are given something: the due date is moved to `due`, as a row beside the first one.

    Unless somebody chose it, that is days of their own, by the council's rule, where the due date is sooner. Answers what the trail
    says of it. Call it before `complete_move`.
    """
    due = due or offered_due(action, today())
    if due == action.due and due >= today():
        return {}
    require_later(action, due)
    was_due, action.due = action.due, due
    Extension.objects.create(action=action, was_due=was_due, due=due, reason=why, granted_by=actor, granted_on=today())
    return {"was_due": was_due, "due": due}


def require_owner(owner: Person, field: str = "owner", source: Any = None) -> None:
    """The owner of an action of this source, or of none, and its helpers work here and may read it."""
    audit = source if isinstance(source, Audit) else None
    part = "own an action" if field == "owner" else "help with one"
    if owner.is_system or not owner.is_active:
        raise ValidationError({field: f"{owner} does not work here, so cannot {part}."})
    if owner.has_role(Role.BOARD_MEMBER):
        raise ValidationError({field: f"{owner} sits on the Board, which sees totals only, so cannot {part}."})
    if owner.has_role(Role.PARTNER):
        raise ValidationError({field: f"{owner} is of another agency, so cannot {part}."})
    if audit and not sees_grades(owner, audit):
        why = "an action would tell them what its auditor found. Choose somebody else, or wait until they have graded."
        raise ValidationError({field: f"{owner} is to moderate {audit} blind: {why}"})
    require_reader(owner, audit_behind(source), field=field)


def require_not_past(due: datetime.date) -> None:
    if due < today():
        raise ValidationError({"due": "The due date must be today or later."})


def require_later(action: Action, due: datetime.date) -> None:
    if due <= action.due:
        raise ValidationError({"due": f"The new due date must be after {uk_date(action.due)}."})
    require_not_past(due)
