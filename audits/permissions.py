"""Who may do what with an audit; readable as English."""

import rules

from audits.models import Audit
from foundation.accounts.permissions import is_administrator, is_auditor, is_director, is_head_of_service, is_lead, is_system


@rules.predicate
def is_its_auditor(person, audit) -> bool:
    return audit is not None and audit.auditor_id == person.pk


@rules.predicate
def is_its_moderator(person, audit) -> bool:
    return audit is not None and audit.moderator_id == person.pk


@rules.predicate
def answers_for_its_team(person, audit) -> bool:
    team = audit.team if audit else None
    if team is None:
        return False
    above = {team.manager_id} | ({team.service.manager_id, team.service.head_id} if team.service else set())
    return person.pk in above


@rules.predicate
def sees_grades(person, audit) -> bool:
    """Not while the person is to moderate it blind: then grades, and what gives them away, wait for their own."""
    return not (is_its_moderator(person, audit) and Audit.objects.grades_hidden_from(person).filter(pk=audit.pk).exists())


can_plan_cycles = is_lead | is_system
can_lead = is_lead | is_system
# A lead who also audits does not spare their own work from moderation.
can_release = can_lead & ~is_its_auditor
# Conflicts of interest come on top: `services.moving` judges them at every move of an auditor or a moderator.
can_audit = is_its_auditor
can_moderate = is_its_moderator & ~is_its_auditor
sees_moderation_record = is_its_auditor | is_its_moderator | is_lead | is_director | is_system
can_respond = answers_for_its_team
can_challenge = answers_for_its_team & ~is_its_auditor & ~is_its_moderator
can_answer_challenge = (is_its_moderator | is_lead) & ~is_its_auditor & ~answers_for_its_team
can_import_audits = is_lead | is_system
can_set_moderation_rules = is_lead | is_administrator | is_system
can_see_cycles = is_lead | is_director | is_head_of_service
can_be_auditor = is_auditor
