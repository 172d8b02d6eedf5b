"""Taking in files of figures, and undoing it."""

from .files import check_figures, import_figures
from .mappings import change_mapping, delete_mapping, save_mapping
from .names import say_names, unknown_names
from .outcomes import ImportOutcome
from .rejected_rows import rejected_rows
from .undo import undo_import
from .uploads import (
    ask_to_check,
    ask_to_store,
    check_shown,
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
    "ImportOutcome",
    "ask_to_check",
    "ask_to_store",
    "change_mapping",
    "check_figures",
    "check_shown",
    "check_upload",
    "delete_mapping",
    "import_figures",
    "is_long",
    "keep_check",
    "keep_upload",
    "read_upload",
    "rejected_rows",
    "save_mapping",
    "say_model",
    "say_names",
    "store_upload",
    "undo_import",
    "unknown_names",
    "use_mapping",
]
