"""Everything that changes figures and what people say of them."""

from .commentary import (
    ask_for_comment,
    ask_owners,
    lines_of,
    publish_comments,
    set_owner,
    withdraw_comment,
    write_comment,
)
from .events import add_event, remove_event, take_back_restart
from .indicators import link_published, remove_target, save_indicator, set_target
from .missing import note_missing
from .noted_figures import note_figure, remove_noted_figure
from .places import choose_published_place
from .releases import release_months, release_shown, take_back_month

__all__ = [
    "add_event",
    "ask_for_comment",
    "ask_owners",
    "choose_published_place",
    "link_published",
    "note_figure",
    "note_missing",
    "publish_comments",
    "release_months",
    "release_shown",
    "remove_event",
    "remove_noted_figure",
    "remove_target",
    "save_indicator",
    "lines_of",
    "set_owner",
    "set_target",
    "take_back_month",
    "take_back_restart",
    "withdraw_comment",
    "write_comment",
]
