"""Who has a part in an audit or an action of the demo: every one of them has its people, which the fields do not promise."""

from actions.models import Action
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


def owner_of(action: Action) -> Person:
    assert action.owner, f"{action} has no owner"
    return action.owner


def head_of_owner(action: Action) -> Person:
    """The owner's manager, who verifies by default."""
    head = owner_of(action).line_manager
    assert head, f"Nobody manages {action.owner}"
    return head


def verifier_of(action: Action) -> Person:
    assert action.verified_by, f"{action} is not verified"
    return action.verified_by


def service_manager_of(audit: Audit) -> Person:
    service = audit.team.service if audit.team else None
    assert service, f"{audit} is of no service"
    assert service.manager, f"{service} has no manager"
    return service.manager
