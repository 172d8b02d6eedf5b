"""Who may do what with an audit; readable as English."""

import rules

from audits.conflicts import stakes_of
from audits.enums import AuditState
from audits.models import Audit, Exemption, RiskFlag
from foundation.accounts.models import Team
from foundation.accounts.permissions import (
    is_administrator,
    is_auditor,
    is_director,
    is_head_of_service,
    is_lead,
    is_moderator,
    is_partner,
    is_service_manager,
    is_system,
    is_team_manager,
)
from foundation.names import case_key


@rules.predicate
def is_its_auditor(person, audit) -> bool:
    return audit is not None and audit.auditor_id == person.pk


@rules.predicate
def is_its_moderator(person, audit) -> bool:
    return audit is not None and audit.moderator_id == person.pk


@rules.predicate
def has_no_stake(person, audit) -> bool:
    """Nothing keeps them from deciding about it; not for lists, since it asks for one audit at a time."""
    return audit is not None and not stakes_of(person, audit)


@rules.predicate
def ever_judged(person, audit) -> bool:
    """Wrote it, or was ever to moderate it, though another has it now."""
    if audit is None:
        return False
    wrote = audit.declarations.filter(person=person).exists()
    return person.pk in (audit.auditor_id, audit.moderator_id) or wrote or audit.allocations.ever_moderated_by(person).exists()


@rules.predicate
def is_its_worker(person, audit) -> bool:
    return audit is not None and audit.allocated_worker_id == person.pk


@rules.predicate
def answers_for_its_team(person, audit) -> bool:
    team = audit.team if audit else None
    if team is None:
        return False
    above = {team.manager_id} | ({team.service.manager_id, team.service.head_id} if team.service else set())
    return person.pk in above


def is_in_remit(person, whom) -> bool:
    """Whether a team, or the team of a person, belongs to a service that `person` manages or heads."""
    team = whom if isinstance(whom, Team) else whom.team
    service = team.service if team else None
    return service is not None and person.pk in (service.manager_id, service.head_id)


@rules.predicate
def is_of_their_service(person, exemption) -> bool:
    return exemption is not None and is_in_remit(person, exemption.team or exemption.auditor)


@rules.predicate
def asked_for_it(person, exemption) -> bool:
    """This time, or for the same team or auditor in the same month before."""
    if exemption is None:
        return False
    same = Exemption.objects.filter(cycle=exemption.cycle_id, team=exemption.team_id, auditor=exemption.auditor_id)
    return exemption.asked_by_id == person.pk or same.filter(asked_by=person).exists()


@rules.predicate
def is_exempt(person, exemption) -> bool:
    """The auditor, or a person who works in the team or manages it."""
    if exemption is None:
        return False
    in_team = exemption.team is not None and exemption.team_id == person.team_id
    return in_team or person.pk in (exemption.auditor_id, exemption.team.manager_id if exemption.team else None)


@rules.predicate
def sees_grades(person, audit) -> bool:
    """Not while the person is to moderate it blind: then grades, and what gives them away, wait for their own."""
    return not (is_its_moderator(person, audit) and Audit.objects.grades_hidden_from(person).filter(pk=audit.pk).exists())


@rules.predicate
def is_oneself(person, other) -> bool:
    return person == other


@rules.predicate
def may_still_hand_back(person, audit) -> bool:
    """The auditor until they start, the moderator until they finish."""
    return (person.pk, audit.state) in ((audit.auditor_id, AuditState.ALLOCATED), (audit.moderator_id, AuditState.SUBMITTED))


@rules.predicate
def declared_it(person, interest) -> bool:
    """Their own interest, or another's that they wrote down."""
    return person.pk in (interest.person_id, interest.declared_by_id)


@rules.predicate
def made_the_challenge(person, audit) -> bool:
    challenge = getattr(audit, "challenge", None)
    return challenge is not None and challenge.made_by_id == person.pk


@rules.predicate
def fills_the_part(person, part) -> bool:
    return part is not None and part.partner_id == person.pk


@rules.predicate
def audits_what_the_part_is_of(person, part) -> bool:
    return part is not None and is_its_auditor(person, part.audit)


@rules.predicate
def moderates_what_the_part_is_of(person, part) -> bool:
    return part is not None and is_its_moderator(person, part.audit)


# Of another agency, and of nothing but this part.
can_fill_part = is_partner & fills_the_part
# Who leads an audit with other agencies is its auditor; a QA lead stands in, but not one who moderates it.
can_give_parts = is_its_auditor | (is_lead & ~is_its_moderator)
can_lead_part = audits_what_the_part_is_of | (is_lead & ~moderates_what_the_part_is_of)
can_join_parts = is_its_auditor
can_plan_cycles = is_lead | is_system
can_lead = is_lead | is_system
# A lead does not spare from moderation, or open again, what they have a stake in: their own audit, work, line or declared interest.
can_release = can_lead & has_no_stake
can_reopen = can_lead & has_no_stake
can_withdraw = can_lead & has_no_stake
# Whose work a record is decides who may judge it: nobody frees themselves by saying that it is another's.
can_correct_facts = can_lead & has_no_stake
# Which pages were opened could tell a moderator what was graded.
can_see_readings = is_lead & ~is_its_moderator
# Conflicts of interest come on top: `foundation.moves.services.begin_move` checks them at every move of an auditor or a moderator.
can_audit = is_its_auditor
can_moderate = is_its_moderator & ~is_its_auditor
sees_moderation_record = is_its_auditor | is_its_moderator | is_lead | is_director | is_system
can_respond = answers_for_its_team & ~ever_judged
can_challenge = answers_for_its_team & ~ever_judged
can_answer_challenge = (is_its_moderator | is_lead) & sees_grades & ~made_the_challenge & has_no_stake
can_edit_tool = is_lead | is_system
can_edit_themes = is_lead | is_system
can_code_findings = is_lead | is_system
# The list shows each of them only the findings of audits that they may read.
can_list_findings = is_lead | is_director | is_head_of_service | is_service_manager | is_team_manager | is_auditor | is_moderator
can_import_audits = is_lead | is_system
# Which records only named people read; the rows themselves keep out a lead who has an interest in one.
can_restrict = is_lead
# Who answers for services asks to read, in an emergency, what is closed to them or outside their remit.
can_break_glass = is_director | is_head_of_service


@rules.predicate
def opened_it(person, reading) -> bool:
    return reading is not None and reading.person_id == person.pk


# Nobody says of themselves that it was justified.
can_review_break_glass = is_lead & ~opened_it
can_set_moderation_rules = is_lead | is_administrator | is_system
# Whom no count of audits, however small, tells more than they may read: as `Audit.objects.visible_to` has it.
reads_every_audit = is_lead | is_director | is_system
can_see_cycles = is_lead | is_director | is_head_of_service | is_service_manager
# A lead asks for anybody, a service manager for their own teams and people.
can_ask_exemption = is_lead | is_service_manager
can_see_exemptions = is_lead | is_service_manager | is_director | is_head_of_service
can_decide_exemption = (is_director | (is_head_of_service & is_of_their_service)) & ~asked_for_it & ~is_exempt
can_be_auditor = is_auditor
can_reflect = is_its_worker
can_write_letter = (is_its_auditor | is_lead) & ~is_its_worker
can_hand_back = may_still_hand_back
# Who is trained is for the QA lead to say: nobody else knows who came to which day.
can_record_training = is_lead | is_system
# Who may be given a record to audit or moderate, and who gives it; for the others there is nothing to be spared.
can_declare_interests = is_auditor | is_moderator | is_lead
can_reply_to_moderation = is_its_auditor
can_declare_for = is_oneself | can_lead
# The person who has an interest, or wrote it down, does not end it: another lead does.
can_end_interest = can_lead & ~declared_it


@rules.predicate
def answers_for_risk(person, risk) -> bool:
    """Today, no matter who was notified when it was raised."""
    return risk is not None and RiskFlag.objects.answered_by(person).filter(pk=risk.pk).exists()


@rules.predicate
def raised_risk(person, risk) -> bool:
    return risk is not None and risk.raised_by_id == person.pk


@rules.predicate
def judges_the_audit_of_risk(person, risk) -> bool:
    return risk is not None and ever_judged(person, risk.audit)


@rules.predicate
def manages_team_of_risk(person, risk) -> bool:
    return risk is not None and answers_for_its_team(person, risk.audit)


@rules.predicate
def answers_for_its_service(person, audit) -> bool:
    """The service manager or the head of service; the team's manager where the service has neither."""
    team = audit.team if audit else None
    service = team.service if team else None
    above = {service.manager_id, service.head_id} - {None} if service else set()
    return team is not None and person.pk in (above or {team.manager_id})


can_raise_risk = is_its_auditor | is_its_moderator | is_lead
# The person who raised a flag does not answer it, nor does the audit's auditor or moderator.
can_acknowledge_risk = (answers_for_risk | is_lead) & ~raised_risk & ~judges_the_audit_of_risk
can_close_risk = (manages_team_of_risk | is_lead | is_director) & ~raised_risk & ~judges_the_audit_of_risk
can_set_audit_rules = is_lead | is_administrator | is_system
can_record_conversation = answers_for_its_service & ~ever_judged & ~is_its_worker


@rules.predicate
def takes_part_in_round(person, calibration_round) -> bool:
    return calibration_round is not None and calibration_round.parts.filter(person=person).exists()


@rules.predicate
def sees_round_grades(person, calibration_round) -> bool:
    """Once the round is open for discussion: people who gave their grades, and a lead who was not to give any.

    Nobody while they moderate an audit of the same record blind: its auditor may be among the people who graded.
    """
    if (
        calibration_round is None
        or calibration_round.is_grading
        or Audit.objects.grades_hidden_from(person).filter(case_key=case_key(calibration_round.case_id)).exists()
    ):
        return False
    part = calibration_round.parts.filter(person=person).first()
    return part.finished_on is not None if part else bool(can_lead(person))


can_grade_round = takes_part_in_round
can_use_calibration = is_lead | is_auditor | is_moderator | is_system
