"""What people enter about figures."""

from .commentary import AskForm, AskOwnersForm, CommentForm
from .comparing import ComparisonForm, PublishedPlaceForm
from .events import EventForm
from .indicators import IndicatorForm, TargetForm
from .missing import MissingForm
from .noted import NotedForm

__all__ = [
    "AskForm",
    "AskOwnersForm",
    "CommentForm",
    "ComparisonForm",
    "EventForm",
    "IndicatorForm",
    "MissingForm",
    "NotedForm",
    "PublishedPlaceForm",
    "TargetForm",
]
