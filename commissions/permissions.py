"""Who may do what with commissioned work."""

import rules

from foundation.accounts.permissions import is_board_member, is_lead, is_system

from .models import BoardChair
from .querysets import READERS_OF_ALL


@rules.predicate
def is_chair(person) -> bool:
    """Chairs the Board: named by the QA lead, and still a Board member."""
    return person.is_active and is_board_member(person) and BoardChair.current().person_id == person.pk


@rules.predicate
def is_its_lead(person, commission) -> bool:
    return commission is not None and commission.lead_id == person.pk


@rules.predicate
def added_it(person, commission) -> bool:
    return commission is not None and commission.added_by_id == person.pk


@rules.predicate
def can_see_the_list(person) -> bool:
    """Whose work holds it; others open what they lead from My work."""
    return person.is_system or is_board_member(person) or person.has_role(*READERS_OF_ALL)


can_run = is_lead | is_system
can_add = can_run | is_chair
# The chair corrects a question of theirs until the work on it has begun.
can_change_question = can_run | (is_chair & added_it)
can_work_on = can_run | is_its_lead
can_withdraw = can_run | (is_chair & added_it)
can_release = can_run
can_name_chair = can_run
