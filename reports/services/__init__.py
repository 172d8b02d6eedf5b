"""What people do with a report: open, write, choose findings, approve."""

from .approval import SECOND_PERSON, approve_report, ask_for_approval, identity_sentence, release_to_board
from .arranging import (
    apply_section_template,
    arrange_sections,
    make_default_template,
    remove_section_template,
    save_section_template,
)
from .audiences import ask_for_release, change_audience_rules, release_to_audience
from .carrying import carry_forward, confirm_carried
from .commenting import comment_on_section, reopen_comment, reply_to_comment, resolve_comment
from .editions import open_correction
from .files import MAKE, ask_for_files, keep_files, make_files
from .look import change_word_template
from .opening import change_meeting, is_empty, open_report, remove_report
from .reviewing import ask_for_reviews, give_review, hand_over_reviews, set_section_owners, withdraw_review
from .writing import (
    Given,
    HeldAgainst,
    confirm_figures,
    insert_fact,
    insert_restatements,
    replace_fact,
    save_findings,
    section_lines,
    take_over_findings,
    write_section,
)

__all__ = [
    "MAKE",
    "SECOND_PERSON",
    "Given",
    "HeldAgainst",
    "apply_section_template",
    "withdraw_review",
    "set_section_owners",
    "hand_over_reviews",
    "give_review",
    "ask_for_reviews",
    "resolve_comment",
    "reply_to_comment",
    "reopen_comment",
    "comment_on_section",
    "approve_report",
    "arrange_sections",
    "ask_for_approval",
    "ask_for_files",
    "carry_forward",
    "ask_for_release",
    "change_audience_rules",
    "change_meeting",
    "change_word_template",
    "confirm_carried",
    "confirm_figures",
    "identity_sentence",
    "insert_fact",
    "insert_restatements",
    "keep_files",
    "make_default_template",
    "make_files",
    "is_empty",
    "open_correction",
    "open_report",
    "release_to_audience",
    "release_to_board",
    "remove_report",
    "remove_section_template",
    "replace_fact",
    "save_findings",
    "save_section_template",
    "section_lines",
    "take_over_findings",
    "write_section",
]
