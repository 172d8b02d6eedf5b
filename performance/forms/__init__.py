"""What people enter about figures."""

from .commentary import AskForm, CommentForm
from .comparing import ComparisonForm, PublishedPlaceForm
from .events import EventForm
from .importing import UploadForm

__all__ = ["AskForm", "CommentForm", "ComparisonForm", "EventForm", "PublishedPlaceForm", "UploadForm"]
