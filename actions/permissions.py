"""Who may do what with an action; readable as English."""

import rules

from audits.enums import State
from audits.models import Audit
from audits.permissions import answers_for_its_team, is_its_auditor, is_its_moderator, sees_grades
from foundation.accounts.permissions import (
    is_analyst,
    is_director,
    is_head_of_service,
    is_lead,
    is_service_manager,
    is_system,
    is_team_manager,
)
from foundation.accounts.queries import line_above, manages
from observations.models import Observation
from observations.permissions import can_act_on
from performance.models import Indicator
from performance.permissions import can_act_on as can_act_on_figure

is_manager = is_team_manager | is_service_manager | is_head_of_service


@rules.predicate
def has_ended(person, audit) -> bool:
    return audit.is_finished


_RAISERS = {
    Audit: is_its_auditor | (is_its_moderator & sees_grades) | (answers_for_its_team & has_ended),
    Observation: can_act_on,
    Indicator: can_act_on_figure,
    type(None): is_manager | is_analyst,
}


@rules.predicate
def may_raise_from(person, source) -> bool:
    """Who judged the practice, or answers for it, raises an action from it."""
    return _RAISERS[type(source)](person, source)


@rules.predicate
def is_its_owner(person, action) -> bool:
    return action.owner_id == person.pk


@rules.predicate
def has_gone_live(person, action) -> bool:
    """An audit's actions wait until it is first submitted, and leave with it where it is withdrawn."""
    return action.audit is None or (action.audit.submitted_on is not None and action.audit.state != State.WITHDRAWN)


@rules.predicate
def manages_its_owner(person, action) -> bool:
    return manages(person, worker=action.owner, team=action.team)


@rules.predicate
def reports_to_its_owner(person, action) -> bool:
    return action.owner_id in {above.pk for above in line_above(person)}


can_raise = is_lead | is_director | is_system | may_raise_from
can_show_evidence = is_its_owner & has_gone_live
# Never the owner, and nobody whom the owner manages: the one who looks at the evidence must be free to say no.
can_oversee = ~is_its_owner & (is_lead | (manages_its_owner & ~reports_to_its_owner))
can_verify = can_return = can_extend = can_oversee
can_reassign = is_lead | can_oversee
can_withdraw = is_lead & ~is_its_owner
