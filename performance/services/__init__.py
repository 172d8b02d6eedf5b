"""Everything that changes figures and what people say of them."""

from .commentary import WrittenMeanwhile, ask_for_comment, ask_owners, publish_comments, seen_of, set_owner, write_comment
from .events import add_event, remove_event
from .importing import check_figures, import_figures
from .missing import note_missing
from .noted import note_figure, remove_noted
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
    "WrittenMeanwhile",
    "add_event",
    "ask_for_comment",
    "ask_owners",
    "check_figures",
    "choose_published_place",
    "import_figures",
    "keep_upload",
    "note_figure",
    "note_missing",
    "publish_comments",
    "remove_event",
    "remove_noted",
    "seen_of",
    "set_owner",
    "store_upload",
    "undo_import",
    "what_rests_on",
    "write_comment",
]
