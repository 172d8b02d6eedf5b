"""Everything that changes figures and what people say of them."""

from .checks import shown
from .commentary import WrittenMeanwhile, ask_for_comment, ask_owners, publish_comments, seen_of, set_owner, withdraw_comment, write_comment
from .events import add_event, remove_event
from .importing import check_figures, import_figures
from .indicators import link_published, remove_target, save_indicator, set_target
from .mappings import change_mapping, delete_mapping, save_mapping
from .missing import note_missing
from .naming import say_names, unknown_names
from .noted import note_figure, remove_noted
from .outcomes import Outcome, Restated, RestatedLine, SeriesOutcome, StatusChange, TableOutcome
from .places import choose_published_place
from .rejects import rejected_rows
from .releasing import release_months, release_shown, take_back_month
from .undoing import undo_import
from .uploads import (
    ask_to_check,
    ask_to_store,
    check_upload,
    is_long,
    keep_check,
    keep_upload,
    read_upload,
    say_model,
    store_upload,
    use_mapping,
)

__all__ = [
    "Outcome",
    "Restated",
    "RestatedLine",
    "SeriesOutcome",
    "StatusChange",
    "TableOutcome",
    "WrittenMeanwhile",
    "add_event",
    "ask_for_comment",
    "ask_owners",
    "ask_to_check",
    "ask_to_store",
    "change_mapping",
    "check_figures",
    "check_upload",
    "choose_published_place",
    "delete_mapping",
    "import_figures",
    "is_long",
    "keep_check",
    "keep_upload",
    "link_published",
    "note_figure",
    "note_missing",
    "publish_comments",
    "read_upload",
    "rejected_rows",
    "release_months",
    "release_shown",
    "remove_event",
    "remove_noted",
    "remove_target",
    "save_indicator",
    "save_mapping",
    "say_model",
    "say_names",
    "seen_of",
    "set_owner",
    "set_target",
    "shown",
    "store_upload",
    "take_back_month",
    "undo_import",
    "unknown_names",
    "use_mapping",
    "withdraw_comment",
    "write_comment",
]
