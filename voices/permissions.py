"""Who may do what with voices."""

import rules

from foundation.accounts.permissions import is_auditor, is_director, is_lead, is_observer, is_system


@rules.predicate
def gathers_it(person, voice) -> bool:
    return voice is not None and voice.gathered_by_id == person.pk


@rules.predicate
def is_about_their_practice(person, voice) -> bool:
    """What was said may be about this person, so somebody else gathers, codes and quotes it."""
    if voice is None:
        return False
    worked = voice.audit is not None and voice.audit.allocated_worker_id == person.pk
    return worked or (voice.observation is not None and voice.observation.practitioner_id == person.pk)


@rules.predicate
def was_answered_by_link(person, voice) -> bool:
    return voice is not None and voice.is_by_link


@rules.predicate
def acts_for_the_holder(person, voice) -> bool:
    """The person who holds the link is nobody’s account: the system writes for them."""
    return person.is_system


can_gather = is_lead | is_auditor | is_observer | is_system
can_see_the_list = is_lead | is_director | is_auditor | is_observer
can_gather_for_anything = is_lead | is_system
can_record = (gathers_it | is_lead | is_system) & ~is_about_their_practice
# What somebody wrote through their own link is theirs: nobody here changes a word of it.
can_correct = can_record & ~was_answered_by_link
can_change_consent = can_record
can_code_voices = (is_lead | gathers_it | is_system) & ~is_about_their_practice
can_choose_quotes = (is_lead | is_system) & ~is_about_their_practice
can_edit_questions = is_lead | is_system
