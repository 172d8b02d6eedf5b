"""Who may do what with the calendar of learning."""

import rules

from foundation.accounts.permissions import is_director, is_head_of_service, is_lead, is_service_manager, is_system, only_reads


@rules.predicate
def organises_it(person, event) -> bool:
    return event is not None and event.organiser_id == person.pk


@rules.predicate
def is_invited(person, invitation) -> bool:
    return invitation is not None and invitation.person_id == person.pk


can_see_calendar = ~only_reads
can_plan = is_lead | is_director | is_head_of_service | is_service_manager | is_system
# Who organises it invites, records who came, and says whether it was held.
can_run = is_lead | is_system | organises_it
can_answer_invitation = is_invited
