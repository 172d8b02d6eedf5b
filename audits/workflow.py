"""Every legal move an audit can make. Read this file to know the process."""

from dataclasses import dataclass

from foundation.accounts.permissions import Predicate

from . import permissions
from .enums import State


@dataclass(frozen=True)
class Move:
    """One row of the table: from where to where, who may, and what must be filled in first."""

    name: str
    source: State
    target: State
    may: Predicate
    says: str
    needs: tuple[str, ...] = ()
    judges: bool = False  # Whoever makes it judges the record: conflicts of interest are checked again.


_ROWS = (
    Move("start", State.ALLOCATED, State.IN_PROGRESS, permissions.can_audit, "started the audit", judges=True),
    Move(
        "submit",
        State.IN_PROGRESS,
        State.SUBMITTED,
        permissions.can_audit,
        "submitted the audit",
        needs=("every_domain_graded", "every_grade_reasoned", "overall_graded", "every_weakness_answered", "every_voice_has_outcome"),
        judges=True,
    ),
    Move("return", State.SUBMITTED, State.IN_PROGRESS, permissions.can_moderate, "sent the audit back", needs=("reason",), judges=True),
    Move(
        "moderate",
        State.SUBMITTED,
        State.MODERATED,
        permissions.can_moderate,
        "finished moderation",
        needs=("every_change_reasoned",),
        judges=True,
    ),
    Move("release", State.SUBMITTED, State.RELEASED, permissions.can_release, "released the audit without moderation", needs=("reason",)),
    Move("withdraw_unstarted", State.ALLOCATED, State.WITHDRAWN, permissions.can_lead, "withdrew the record", needs=("reason",)),
    Move("withdraw", State.IN_PROGRESS, State.WITHDRAWN, permissions.can_lead, "withdrew the record", needs=("reason",)),
)

MOVES: dict[str, Move] = {row.name: row for row in _ROWS}
