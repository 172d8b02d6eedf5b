"""What people enter about figures."""

from .commentary import AskForm, AskOwnersForm, CommentForm
from .comparing import ComparisonForm, PublishedPlaceForm
from .events import EventForm
from .importing import MappingForm, UploadForm, WhereForm
from .missing import MissingForm

__all__ = [
    "AskForm",
    "AskOwnersForm",
    "CommentForm",
    "ComparisonForm",
    "EventForm",
    "MappingForm",
    "MissingForm",
    "PublishedPlaceForm",
    "UploadForm",
    "WhereForm",
]
