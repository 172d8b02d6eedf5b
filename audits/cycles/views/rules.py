"""The rules of audits."""

from audits.cycles.forms.rules import AuditRulesForm
from audits.permissions import can_set_audit_rules
from foundation.accounts.settings_pages import settings_page

audit_rules = settings_page(
    AuditRulesForm,
    "audits/cycles/rules.html",
    may=can_set_audit_rules,
    denied_because="The QA lead and administrators change the audit settings.",
    said="The rules are saved. They hold from now on; days given already stay.",
)
