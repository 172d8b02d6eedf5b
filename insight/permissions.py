"""Who may see aggregates, and who may go from them to the audits behind."""

import rules

from foundation.accounts.enums import Role
from foundation.accounts.permissions import is_lead, is_system

_ALL_BUT_PRACTITIONERS = tuple(role for role in Role if role not in (Role.PRACTITIONER, Role.PARTNER, Role.GOVERNANCE))
_NEAR_AUDITS = (
    Role.QA_LEAD,
    Role.DIRECTOR,
    Role.HEAD_OF_SERVICE,
    Role.SERVICE_MANAGER,
    Role.TEAM_MANAGER,
    Role.AUDITOR,
    Role.MODERATOR,
)


@rules.predicate
def can_see_insight(person) -> bool:
    return person.is_system or person.has_role(*_ALL_BUT_PRACTITIONERS)


@rules.predicate
def can_open_audits(person) -> bool:
    """The list of audits shows each of them only what they may see; the others would find it empty."""
    return person.has_role(*_NEAR_AUDITS)


can_draft_findings = is_lead | is_system
