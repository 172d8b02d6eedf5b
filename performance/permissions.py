"""Who may do what with figures. Everyone who signs in may read them: they are aggregates."""

import rules

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_analyst, is_lead, is_system

from .models import Commentary

can_import = is_analyst | is_lead | is_system
can_ask_for_comments = is_analyst | is_lead | is_system


@rules.predicate
def was_asked(person: Person, commentary: Commentary) -> bool:
    return commentary.asked_of_id == person.pk


@rules.predicate
def owns_commentary(person: Person, commentary: Commentary) -> bool:
    return commentary.indicator.owner_id == person.pk


can_comment = was_asked | owns_commentary | is_analyst | is_lead | is_system
