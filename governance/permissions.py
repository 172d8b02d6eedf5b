"""Who may do what with the registers of information governance."""

import rules

from foundation.accounts.permissions import is_administrator, is_director, is_governance, is_lead, is_system

keeps_registers = is_governance | is_lead | is_system
# How far the logs are sealed; the pages are in a room above.
can_see_sealed_logs = is_lead | is_administrator
# An administrator sets how long things are kept, and sees counts alone.
can_set_rules = is_governance | is_administrator | is_system
can_see_retention = keeps_registers | is_director | is_administrator
can_ask_for_removal = is_governance | is_lead | is_system
can_see_facts = can_see_retention


@rules.predicate
def did_not_ask(person, run) -> bool:
    return run.asked_by_id != person.pk


can_confirm_removal = (is_governance | is_lead | is_director) & did_not_ask
can_cancel_removal = keeps_registers | is_director
# A command acts as the system.
can_export = is_governance | is_system
can_rekey = is_governance | is_system
