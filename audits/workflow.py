"""Every legal move an audit can make. Read this file to know the process."""

from dataclasses import dataclass

from foundation.accounts.permissions import Predicate

from . import permissions
from .enums import State

# More actions than these draw a question: which matter most?
MOST_ACTIONS = 5


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
    keeps: str = ""  # The field of the audit that keeps the reason.


_ROWS = (
    Move(
        "start",
        State.ALLOCATED,
        State.IN_PROGRESS,
        permissions.can_audit,
        "started the audit",
        needs=("month_not_paused", "no_involvement_declared"),
        judges=True,
    ),
    Move(
        "submit",
        State.IN_PROGRESS,
        State.SUBMITTED,
        permissions.can_audit,
        "submitted the audit",
        needs=(
            "every_domain_graded",
            "every_grade_reasoned",
            "overall_graded",
            "every_weakness_answered",
            "most_important_chosen",
            "every_voice_has_outcome",
            "no_open_risk",
            "facts_checked",
        ),
        judges=True,
    ),
    Move(
        "return",
        State.SUBMITTED,
        State.IN_PROGRESS,
        permissions.can_moderate,
        "sent the audit back",
        needs=("reason",),
        judges=True,
        keeps="return_reason",
    ),
    Move(
        "moderate",
        State.SUBMITTED,
        State.MODERATED,
        permissions.can_moderate,
        "finished moderation",
        needs=("every_change_reasoned",),
        judges=True,
    ),
    Move(
        "release",
        State.SUBMITTED,
        State.RELEASED,
        permissions.can_release,
        "released the audit without moderation",
        needs=("reason",),
        keeps="outcome_reason",
    ),
    *(
        Move(name, source, State.WITHDRAWN, permissions.can_withdraw, "withdrew the record", needs=("reason",), keeps="outcome_reason")
        for name, source in (("withdraw_unstarted", State.ALLOCATED), ("withdraw", State.IN_PROGRESS))
    ),
)

_TO_AUDITOR, _TO_MODERATOR = "opened the audit again for its auditor", "opened the audit again for its moderator"


def _reopen(name: str, source: State) -> Move:
    return Move(name, source, State.IN_PROGRESS, permissions.can_reopen, _TO_AUDITOR, needs=("reason",), keeps="return_reason")


def _remoderate(name: str, source: State) -> Move:
    return Move(name, source, State.SUBMITTED, permissions.can_reopen, _TO_MODERATOR, needs=("reason",))


_REOPENINGS = (
    _reopen("reopen_submitted", State.SUBMITTED),
    _reopen("reopen_moderated", State.MODERATED),
    _reopen("reopen_released", State.RELEASED),
    _remoderate("remoderate_moderated", State.MODERATED),
    _remoderate("remoderate_released", State.RELEASED),
)

MOVES: dict[str, Move] = {row.name: row for row in (*_ROWS, *_REOPENINGS)}
# How the lead opens an audit again, by the state that it is in and the one that it gets.
REOPENINGS: dict[tuple[State, State], Move] = {(row.source, row.target): row for row in _REOPENINGS}
