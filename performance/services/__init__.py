"""Everything that changes figures and what people say of them."""

from .commentary import ask_for_comment, set_owner, write_comment
from .events import add_event, remove_event
from .importing import check_figures, import_figures
from .outcomes import Outcome, Restated, RestatedLine, SeriesOutcome, StatusChange, TableOutcome
from .places import choose_published_place
from .undoing import undo_import, what_rests_on
from .uploads import keep_upload, store_upload

__all__ = [
    "Outcome",
    "Restated",
    "RestatedLine",
    "SeriesOutcome",
    "StatusChange",
    "TableOutcome",
    "add_event",
    "ask_for_comment",
    "check_figures",
    "choose_published_place",
    "import_figures",
    "keep_upload",
    "remove_event",
    "set_owner",
    "store_upload",
    "undo_import",
    "what_rests_on",
    "write_comment",
]
