"""Who may do what with figures. Everyone who signs in may read them: they are aggregates."""

import rules

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_analyst, is_board_member, is_director, is_head_of_service, is_lead, is_system

from .models import Commentary, Indicator, Upload

can_import = is_analyst | is_lead | is_system
can_ask_for_comments = is_analyst | is_lead | is_system
can_publish = is_analyst | is_lead | is_system
can_release = is_analyst | is_lead | is_system

# Who may have every figure read by a program of theirs: each of them reads all months, released to the Board or not.
can_have_address = is_analyst | is_lead | is_head_of_service | is_director


@rules.predicate
def has_uploaded(person: Person, upload: Upload) -> bool:
    return upload.uploaded_by_id == person.pk


# A file that is being checked is seen, read and stored by the person who chose it, and by nobody else.
can_use = can_import & has_uploaded


@rules.predicate
def was_asked(person: Person, commentary: Commentary) -> bool:
    return commentary.asked_of_id == person.pk


@rules.predicate
def owns_commentary(person: Person, commentary: Commentary) -> bool:
    return writes_its_comment(person, commentary.indicator)


@rules.predicate
def writes_its_comment(person: Person, indicator: Indicator) -> bool:
    return indicator.owner_id == person.pk


can_comment = was_asked | owns_commentary | is_analyst | is_lead | is_system
# A team's figure may be of a handful of people: it is for people who work with it, not for people who read totals. Which ones a
# person reads is `Place.objects.parts_visible_to`.
can_read_parts = ~is_board_member | is_director | is_head_of_service | is_lead | is_analyst
reads_every_part = is_lead | is_director | is_analyst | is_system
# Who may raise an action from a figure; the page of actions asks the same.
can_act_on = is_analyst | writes_its_comment | is_head_of_service | is_director | is_lead
