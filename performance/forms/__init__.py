"""What people enter about figures."""

from .commentary import AskForCommentForm, AskOwnersForm, CommentForm
from .comparing import ComparisonForm, PublishedPlaceForm
from .events import EventForm, RestartForm, TakeBackRestartForm
from .indicators import IndicatorForm, TargetForm
from .missing import MissingForm
from .noted_figures import NotedFigureForm

__all__ = [
    "AskForCommentForm",
    "AskOwnersForm",
    "CommentForm",
    "ComparisonForm",
    "EventForm",
    "IndicatorForm",
    "MissingForm",
    "NotedFigureForm",
    "PublishedPlaceForm",
    "RestartForm",
    "TakeBackRestartForm",
    "TargetForm",
]
