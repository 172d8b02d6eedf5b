"""The rules of actions."""

from actions.forms.rules import ActionRulesForm
from actions.permissions import can_set_action_rules
from foundation.accounts.settings_pages import settings_page

action_rules = settings_page(
    ActionRulesForm,
    "actions/rules.html",
    may=can_set_action_rules,
    denied_because="The QA lead and administrators change the action settings.",
    said="The rules are saved. They hold from now on.",
)
