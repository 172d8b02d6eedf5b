"""When late actions go up."""

from actions.forms.escalation import EscalationRulesForm
from actions.permissions import can_set_action_rules
from foundation.accounts.settings_pages import settings_page

escalation_rules = settings_page(
    EscalationRulesForm,
    "actions/escalation_rules.html",
    may=can_set_action_rules,
    denied_because="The QA lead and administrators set when late actions are escalated.",
    said="The rules are saved. They hold from the next working day on; steps already taken stay.",
)
