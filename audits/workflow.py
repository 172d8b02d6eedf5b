"""Every legal move an audit can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import AuditState

# More actions than these draw a question: which matter most?
MOST_ACTIONS = 5


_ROWS = (
    Move(
        "start",
        AuditState.ALLOCATED,
        AuditState.IN_PROGRESS,
        permissions.can_audit,
        "audit.start",
        "started the audit",
        needs=("month_not_paused", "no_involvement_declared"),
        checks_conflicts=True,
    ),
    Move(
        "submit",
        AuditState.IN_PROGRESS,
        AuditState.SUBMITTED,
        permissions.can_audit,
        "audit.submit",
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
            "parts_joined",
        ),
        checks_conflicts=True,
    ),
    Move(
        "return",
        AuditState.SUBMITTED,
        AuditState.IN_PROGRESS,
        permissions.can_moderate,
        "audit.return",
        "sent the audit back",
        needs=("reason",),
        checks_conflicts=True,
        reason_field="return_reason",
    ),
    Move(
        "moderate",
        AuditState.SUBMITTED,
        AuditState.MODERATED,
        permissions.can_moderate,
        "audit.moderate",
        "finished moderation",
        needs=("every_change_reasoned",),
        checks_conflicts=True,
    ),
    Move(
        "release",
        AuditState.SUBMITTED,
        AuditState.RELEASED,
        permissions.can_release,
        "audit.release",
        "released the audit without moderation",
        needs=("reason",),
        reason_field="outcome_reason",
    ),
    *(
        Move(
            name,
            source,
            AuditState.WITHDRAWN,
            permissions.can_withdraw,
            f"audit.{name}",
            "withdrew the record",
            needs=("reason",),
            reason_field="outcome_reason",
        )
        for name, source in (("withdraw_unstarted", AuditState.ALLOCATED), ("withdraw", AuditState.IN_PROGRESS))
    ),
)

_TO_AUDITOR, _TO_MODERATOR = "opened the audit again for its auditor", "opened the audit again for its moderator"


def _reopen(name: str, source: AuditState) -> Move:
    return Move(
        name,
        source,
        AuditState.IN_PROGRESS,
        permissions.can_reopen,
        f"audit.{name}",
        _TO_AUDITOR,
        needs=("reason",),
        reason_field="return_reason",
    )


def _remoderate(name: str, source: AuditState) -> Move:
    return Move(name, source, AuditState.SUBMITTED, permissions.can_reopen, f"audit.{name}", _TO_MODERATOR, needs=("reason",))


_REOPENINGS = (
    _reopen("reopen_submitted", AuditState.SUBMITTED),
    _reopen("reopen_moderated", AuditState.MODERATED),
    _reopen("reopen_released", AuditState.RELEASED),
    _remoderate("remoderate_moderated", AuditState.MODERATED),
    _remoderate("remoderate_released", AuditState.RELEASED),
)

MOVES = table_of((*_ROWS, *_REOPENINGS))
# How the lead opens an audit again, by the state that it is in and the one that it gets.
REOPENINGS: dict[tuple[AuditState, AuditState], Move] = {(AuditState(row.source), AuditState(row.target)): row for row in _REOPENINGS}
