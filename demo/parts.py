"""Who has a part in an audit of the demo: every one of them has all four people, which the fields do not promise."""

from audits.models import Audit
from foundation.accounts.models import Person


def auditor_of(audit: Audit) -> Person:
    assert audit.auditor, f"{audit} has no auditor"
    return audit.auditor


def moderator_of(audit: Audit) -> Person:
    assert audit.moderator, f"{audit} has no moderator"
    return audit.moderator


def worker_of(audit: Audit) -> Person:
    assert audit.allocated_worker, f"{audit} has no allocated worker"
    return audit.allocated_worker


def manager_of(audit: Audit) -> Person:
    assert audit.team, f"{audit} has no team"
    assert audit.team.manager, f"{audit.team} has no manager"
    return audit.team.manager
