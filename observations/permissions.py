"""Who may do what with an observation."""

import rules

from audits.permissions import answers_for_its_team
from foundation.accounts.permissions import (
    is_director,
    is_head_of_service,
    is_lead,
    is_observer,
    is_service_manager,
    is_system,
    is_team_manager,
)


@rules.predicate
def is_its_observer(person, observation) -> bool:
    return observation is not None and observation.observer_id == person.pk


@rules.predicate
def is_its_practitioner(person, observation) -> bool:
    return observation is not None and observation.practitioner_id == person.pk


# Who plans rounds and gives observations out; the lead's are the forms and the types too.
can_assign = is_lead | is_system
can_edit_forms = is_lead | is_system
can_record_unplanned = is_lead | is_observer | is_system
# A lead whose own practice was observed neither writes nor shares what was seen.
can_record = (is_its_observer | is_lead | is_system) & ~is_its_practitioner
can_share = (is_its_observer | is_lead | is_system) & ~is_its_practitioner
can_rearrange = is_its_observer | is_lead | is_system
# The practitioner asks the family; where nobody in particular is observed, the observer does.
can_seek_consent = is_its_practitioner | is_its_observer | is_lead | is_system
can_answer = is_its_practitioner
# Who may raise an action from it; the page of actions asks the same.
can_act_on = is_its_observer | answers_for_its_team | is_lead
# Whose work holds observations; a practitioner opens a shared one from its address.
can_see_the_list = is_lead | is_observer | is_director | is_head_of_service | is_service_manager | is_team_manager
can_see_plans = is_lead | is_director | is_head_of_service
