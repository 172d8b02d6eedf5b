"""What people do with the registers of information governance."""

from .exporting import ask_for_everything, everything_as_file
from .holds import end_hold, place_hold
from .rekeying import read_pairs, replace_case_ids
from .retention import ask_for_removal, cancel_removal, confirm_removal, set_rule
from .subject_access import (
    DATES,
    SEARCH,
    acknowledge_complaint,
    answer_complaint,
    answer_request,
    change_request,
    enter_complaint,
    enter_request,
    withhold,
)

__all__ = [
    "DATES",
    "SEARCH",
    "acknowledge_complaint",
    "answer_complaint",
    "answer_request",
    "ask_for_removal",
    "cancel_removal",
    "change_request",
    "confirm_removal",
    "ask_for_everything",
    "end_hold",
    "enter_complaint",
    "enter_request",
    "everything_as_file",
    "place_hold",
    "read_pairs",
    "replace_case_ids",
    "set_rule",
    "withhold",
]
