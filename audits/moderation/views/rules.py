"""The rules by which audits are chosen for moderation."""

from audits.moderation.forms.rules import ModerationRulesForm
from audits.permissions import can_set_moderation_rules
from foundation.accounts.settings_pages import settings_page

moderation_rules = settings_page(
    ModerationRulesForm,
    "audits/moderation/rules.html",
    may=can_set_moderation_rules,
    denied_because="The QA lead and administrators change the moderation settings.",
    said="The rules are saved. They hold for audits submitted from now on.",
)
