"""Indicators, their imported values and comparators, and what people say about them."""

from .addresses import FiguresAddress
from .commentary import Commentary
from .events import DatedEvent
from .figures import Comparator, Import, Restatement, Upload, Value
from .indicators import Indicator, Measure, Target
from .mappings import Mapping
from .missing import MissingFigure
from .noted_figures import NotedFigure
from .places import Neighbour, NeighbourModel, Place, PublishedPlace
from .releases import MonthRelease

__all__ = [
    "Commentary",
    "Comparator",
    "DatedEvent",
    "FiguresAddress",
    "Import",
    "Indicator",
    "Mapping",
    "Measure",
    "MissingFigure",
    "MonthRelease",
    "Neighbour",
    "NeighbourModel",
    "NotedFigure",
    "Place",
    "PublishedPlace",
    "Restatement",
    "Target",
    "Upload",
    "Value",
]
