"""How far up a late action has gone, in words."""

from actions.enums import EscalationStep
from actions.models import Action
from actions.queries.escalation import step_reached


def gone_up_to(action: Action) -> str:
    """“Team manager notified”; nothing while it is with its owner."""
    step = step_reached(action)
    return "" if step == EscalationStep.OWNER else f"{step.label} notified"
