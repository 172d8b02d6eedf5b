"""Who may do what with an action; readable as English."""

import rules

from audits.enums import FINISHED_STATES, AuditState
from audits.models import Audit, Interest, ReAudit
from audits.permissions import answers_for_its_team, is_its_auditor, is_its_moderator, is_its_worker, sees_grades
from foundation.accounts.permissions import (
    is_administrator,
    is_analyst,
    is_director,
    is_head_of_service,
    is_lead,
    is_service_manager,
    is_system,
    is_team_manager,
)
from foundation.accounts.queries import LinesOfManagement, manages
from observations.models import Observation
from observations.permissions import can_act_on
from performance.models import Indicator
from performance.permissions import can_act_on as can_act_on_figure
from studies.models import Study
from studies.permissions import can_act_on_study

from .enums import DoingPart, Level, Priority

is_manager = is_team_manager | is_service_manager | is_head_of_service
SHOWN_BY_AUDITS = (Level.TEAM, Level.SERVICE, Level.SYSTEM)


@rules.predicate
def has_ended(person, audit) -> bool:
    return audit.is_finished


_RAISERS = {
    Audit: is_its_auditor | (is_its_moderator & sees_grades) | (answers_for_its_team & has_ended),
    Observation: can_act_on,
    Indicator: can_act_on_figure,
    Study: can_act_on_study,
    type(None): is_manager | is_analyst,
}


@rules.predicate
def may_raise_from(person, source) -> bool:
    """Who judged the practice, or answers for it, raises an action from it."""
    return _RAISERS[type(source)](person, source)


@rules.predicate
def is_its_owner(person, action) -> bool:
    return action.owner_id == person.pk


def parts_in_doing(action) -> set[tuple[int, str]]:
    """(person, part) of everybody who ever owned it or helped with it; the person who gave evidence owned it then."""
    kept = {(doer.person_id, doer.part) for doer in action.doers.all()}
    kept |= {(given.given_by_id, DoingPart.OWNER) for given in action.evidence.all()}
    kept |= {(helper.pk, DoingPart.HELPER) for helper in action.helpers.all()}
    return kept | ({(action.owner_id, DoingPart.OWNER)} if action.owner_id else set())


@rules.predicate
def ever_did_it(person, action) -> bool:
    return any(person.pk == doer for doer, _ in parts_in_doing(action))


@rules.predicate
def raised_it(person, action) -> bool:
    return action.raised_by_id == person.pk


@rules.predicate
def verified_it(person, action) -> bool:
    return action.verified_by_id == person.pk


@rules.predicate
def has_gone_live(person, action) -> bool:
    """An audit's actions wait until it is first submitted, but for urgent ones, and leave with it where it is withdrawn."""
    audit = action.audit
    if audit is None:
        return True
    return audit.state != AuditState.WITHDRAWN and (audit.submitted_on is not None or action.priority == Priority.URGENT)


@rules.predicate
def moderates_its_audit(person, action) -> bool:
    """Once they see the auditor's grades; until then the actions are hidden from them."""
    audit = action.audit
    return audit is not None and audit.submitted_on is not None and is_its_moderator(person, audit) and sees_grades(person, audit)


@rules.predicate
def manages_its_owner(person, action) -> bool:
    return manages(person, worker=action.owner, team=action.team_that_answers)


@rules.predicate
def reports_to_an_owner(person, action) -> bool:
    """Of now or before."""
    owners = {doer for doer, part in parts_in_doing(action) if part == DoingPart.OWNER}
    return not owners.isdisjoint(LinesOfManagement(workers=[person]).above(person.pk))


@rules.predicate
def has_a_stake_in_its_record(person, action) -> bool:
    """The action is about their own work, or they have declared an interest in the child, the worker or the team."""
    audit = action.audit
    if audit is None:
        return False
    return is_its_worker(person, audit) or Interest.objects.in_record(audit).filter(person=person).exists()


@rules.predicate
def has_an_owner(person, action) -> bool:
    return action.owner_id is not None


@rules.predicate
def is_shown_by_audits(person, action) -> bool:
    """Later audits can show its effect: a team's, a service's or the system's practice, or a child whose record was audited again."""
    return action.level in SHOWN_BY_AUDITS or was_audited_again(action)


@rules.predicate
def ever_asked_it(person, request) -> bool:
    """This time, or the same of this action before."""
    asked = {each.asked_by_id for each in request.action.requests.all() if each.asked == request.asked}
    return person.pk in asked | {request.asked_by_id}


@rules.predicate
def answers_for(person, request) -> bool:
    return can_answer(person, request.action)


def is_free_to_answer(person, request) -> bool:
    """Never did it and never asked for it, besides what else the person who answers must be."""
    return not ever_asked_it(person, request) and not ever_did_it(person, request.action)


def was_audited_again(action) -> bool:
    """Whether a finished audit looked again at the record of a child's action."""
    if action.level != Level.CHILD or action.audit_id is None:
        return False
    return ReAudit.objects.filter(earlier=action.audit_id, audit__state__in=FINISHED_STATES).exists()


can_raise = is_lead | is_director | is_system | may_raise_from
can_show_evidence = is_its_owner & has_gone_live
# Nobody who ever owned it or helped, and nobody whom an owner manages: the person who looks at the evidence must be free to refuse it.
# What was done counts, not who is named now: giving an action away, or taking oneself off it, changes nothing.
is_free_of_it = ~ever_did_it & ~has_a_stake_in_its_record
can_oversee = is_free_of_it & (is_lead | (manages_its_owner & ~reports_to_an_owner))
can_verify = can_return = can_oversee & has_an_owner
can_extend = can_oversee
can_reassign = is_lead | can_oversee
can_look_again = (is_lead | is_director) & is_free_of_it & ~verified_it
can_judge_effect = is_free_of_it & (is_lead | (~is_shown_by_audits & (verified_it | can_oversee)))
can_amend = ~ever_did_it & (is_lead | moderates_its_audit) | (raised_it & ~has_gone_live)
can_drop = raised_it & ~has_gone_live
can_ask_for_time = can_show_evidence
can_ask_to_withdraw = has_gone_live & (is_its_owner | is_lead | can_oversee)
can_answer = is_free_of_it & (is_director | can_oversee)
# More time or withdrawal: the person who answers never did the action and never asked.
can_answer_request = answers_for & ~ever_asked_it
can_set_action_rules = is_lead | is_administrator | is_system
can_see_figures = is_lead | is_director | is_head_of_service | is_service_manager | is_system
can_reassign_all = is_lead | is_system
oversees_others = is_lead | is_manager


@rules.predicate
def can_supervise(person, worker) -> bool:
    """A worker's line manager or their team's manager; the QA lead, who reviews the tracker."""
    own = person.pk == worker.pk
    above = worker.line_manager_id == person.pk or (worker.team is not None and worker.team.manager_id == person.pk)
    return not own and (above or is_lead(person))
