"""Making a move. Nothing else sets the state of a row that has a table of moves."""

from typing import Any, TypeVar

from django.db.models import Model

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.errors import Incomplete, StaleState

from .workflow import Move, Workflow

M = TypeVar("M", bound=Model)


def begin_move(workflow: Workflow[M], actor: Person, row: M, move: str, *, version: str | None = None, **answers: str) -> tuple[M, Move]:
    """The row, locked, if `actor` may make this move now and nothing is missing; `version` is what they began from.

    Called by services alone, inside their transaction: they change what else the move changes, and then `complete_move`.
    Raises PermissionDenied; what `require_no_conflict` of the table raises; StaleState where somebody was faster, StaleVersion
    where the row has been changed since; Incomplete naming what is missing.
    """
    row = locked(workflow.rows(), pk=row.pk)
    step = workflow.moves[move]
    require(step.may, actor, row, why=step.denied_because)
    if step.checks_conflicts:
        workflow.require_no_conflict(actor, row)
    if row.state != step.source:  # type: ignore[attr-defined]  # a row with a table of moves has a state
        raise StaleState(workflow.stale_text(row, step))
    require_version(row, version)
    if missing := workflow.missing(row, move, answers):
        raise Incomplete(missing)
    return row, step


def complete_move(actor: Person, row: M, step: Move, about: Model | None = None, /, **facts: Any) -> M:
    """Store and record what `begin_move` has begun. `about` is what the trail tells it of, where that is not the row itself.

    `facts` are kept in the trail beside the two states; a move that only writes may name what it wrote in their place, as `before` and
    `after`. Of a move with a `reason_field` the reason is also kept in the row.
    """
    if step.reason_field:
        setattr(row, step.reason_field, facts["reason"])
    row.state = step.target  # type: ignore[attr-defined]  # a row with a table of moves has a state
    row.save()
    record(actor=actor, verb=step.verb, target=about or row, **{"before": step.source, "after": step.target, **facts})
    return row
