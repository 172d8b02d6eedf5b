"""Who may write, approve and read the Board's report."""

import rules

from foundation.accounts.permissions import can_change_people, can_change_settings, is_director, is_head_of_service, is_lead, is_system

from .querysets import READERS, READERS_OF_DRAFTS

can_write_reports = is_lead | is_system
# It is the look of what the QA lead gives to the Board, and administrators keep the council's look.
can_set_word_template = is_lead | can_change_settings
can_set_audience_rules = is_lead | is_director | can_change_settings
# Who may by their role; people who opened the report or wrote in it may not: `reports.queries.approval`.
can_approve_reports = is_lead | is_director | is_head_of_service | is_system


@rules.predicate
def can_read_reports(person) -> bool:
    """Which ones is `Report.objects.visible_to`."""
    return person.is_system or person.has_role(*READERS)


@rules.predicate
def is_reviewer(person, review) -> bool:
    return review.reviewer == person


@rules.predicate
def wrote_comment(person, comment) -> bool:
    return comment.author == person


# A review is no longer wanted: the author of the report says so, or it ends with the approval, or with the leaving of its reviewer.
can_end_reviews = can_write_reports | can_approve_reports | can_change_people
# Who writes the report has done what a comment asks; who made it is content.
can_resolve = can_write_reports | wrote_comment


@rules.predicate
def can_prepare_releases(person) -> bool:
    """Who reads drafts, and what was approved whole: they see what an audience would be shown, and may ask for its release."""
    return person.is_system or person.has_role(*READERS_OF_DRAFTS)
