from .kept_forms import discard_kept, discard_writing, keep_form, settle_sent
from .submissions import STOPPED, begin_submission, end_submission, note_change, what_was_changed

__all__ = [
    "STOPPED",
    "begin_submission",
    "discard_kept",
    "discard_writing",
    "end_submission",
    "keep_form",
    "note_change",
    "settle_sent",
    "what_was_changed",
]
