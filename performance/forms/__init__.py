"""What people enter about figures."""

from .commentary import AskForm, AskOwnersForm, CommentForm
from .comparing import ComparisonForm, PublishedPlaceForm
from .events import EventForm
from .importing import MappingForm, NamesForm, NeighbourModelForm, StoreForm, UploadForm, WhereForm
from .indicators import IndicatorForm, TargetForm
from .mappings import SavedMappingForm
from .missing import MissingForm
from .noted import NotedForm

__all__ = [
    "AskForm",
    "AskOwnersForm",
    "CommentForm",
    "ComparisonForm",
    "EventForm",
    "IndicatorForm",
    "MappingForm",
    "MissingForm",
    "NamesForm",
    "NeighbourModelForm",
    "NotedForm",
    "PublishedPlaceForm",
    "SavedMappingForm",
    "StoreForm",
    "TargetForm",
    "UploadForm",
    "WhereForm",
]
