"""What the state of an audit is called: one name, on every page, in every file and mail."""

from audits.enums import OPENED_AGAIN, SENT_BACK, AuditState, VersionKind


def state_name(state: str, *, is_returned: bool = False, last_version: str | None = None) -> str:
    """The one name of an audit's state. Back with its auditor (`is_returned`), it has that of what ended its latest version."""
    if state != AuditState.IN_PROGRESS or not is_returned:
        return str(AuditState(state).label)
    return OPENED_AGAIN if last_version == VersionKind.REOPENED else SENT_BACK


# Every name that a state has, in the order of the work.
STATE_NAMES: tuple[str, ...] = (
    str(AuditState.ALLOCATED.label),
    str(AuditState.IN_PROGRESS.label),
    SENT_BACK,
    OPENED_AGAIN,
    *(str(state.label) for state in (AuditState.SUBMITTED, AuditState.MODERATED, AuditState.RELEASED, AuditState.WITHDRAWN)),
)
