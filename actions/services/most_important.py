"""Of the many actions of an audit, those that matter most."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action
from audits.enums import AuditState
from audits.models import Audit
from audits.permissions import can_audit
from audits.workflow import MOST_ACTIONS
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.errors import StaleState


@transaction.atomic
def mark_most_important(*, actor: Person, audit: Audit, actions: Iterable[Action]) -> None:
    """The auditor says which of the audit's actions matter most, up to five, until the audit is submitted."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    require(can_audit, actor, audit, why="The auditor says which actions matter most.")
    if audit.state != AuditState.IN_PROGRESS:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: which actions matter most no longer changes.")
    chosen, standing = {action.pk for action in actions}, {action.pk: action for action in audit.actions.standing()}
    if not chosen <= set(standing):
        raise ValidationError({"actions": f"Select actions of {audit} that are not withdrawn."})
    if not 1 <= len(chosen) <= MOST_ACTIONS:
        raise ValidationError({"actions": f"Select between one and {MOST_ACTIONS} actions."})
    if chosen == {pk for pk, action in standing.items() if action.matters_most}:
        return
    audit.actions.update(matters_most=False)
    audit.actions.filter(pk__in=chosen).update(matters_most=True)
    record(actor=actor, verb="audit.actions_chosen", target=audit, actions=sorted(chosen))
