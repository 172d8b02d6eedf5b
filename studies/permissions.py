"""Who may do what with a study."""

import rules

from foundation.accounts.enums import Role
from foundation.accounts.permissions import is_director, is_head_of_service, is_lead, is_system

# Who can be asked to lead a study or to read its records: they read children's records for quality assurance already.
READ_FOR_QUALITY = (Role.AUDITOR, Role.MODERATOR, Role.QA_LEAD)


@rules.predicate
def leads_the_study(person, study) -> bool:
    return study is not None and study.lead_id == person.pk


@rules.predicate
def reads_for_the_study(person, study) -> bool:
    return study is not None and any(reader.pk == person.pk for reader in study.readers.all())


@rules.predicate
def reads_for_any(person) -> bool:
    return person.studies_led.exists() or person.studies_read.exists()


can_plan = is_lead | is_system
# Who leads it draws its records too.
can_run = is_lead | is_system | leads_the_study
can_read = is_lead | is_system | leads_the_study | reads_for_the_study
# Who draws the conclusions raises the actions.
can_act_on_study = can_run
can_see_the_list = is_lead | is_director | is_head_of_service | reads_for_any
