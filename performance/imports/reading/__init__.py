"""Reading files of figures: every bad cell is reported, nothing is stored here."""

from .cells import plain_number
from .files import LIMITS, Asked, mapping_for, read_file, read_sheet, read_sheets_as
from .guesses import guess
from .indicators import split_unit
from .periods import months_across
from .refusals import Refusals
from .results import FigureOwner, FigureRead, Reading, Refusal, StatusGiven, UnknownName
from .series import (
    ChosenLines,
    IndicatorNamed,
    Line,
    Lines,
    ModelNeeded,
    NeighbourNamed,
    OnProgress,
    PlaceNamed,
    SeriesReading,
    Words,
    model_in,
    plain_name,
)
from .shapes import UnknownShape
from .tidying import REASONS, rejected_name

__all__ = [
    "LIMITS",
    "REASONS",
    "Asked",
    "ChosenLines",
    "FigureRead",
    "IndicatorNamed",
    "FigureOwner",
    "Line",
    "Lines",
    "ModelNeeded",
    "NeighbourNamed",
    "PlaceNamed",
    "Reading",
    "Refusal",
    "Refusals",
    "SeriesReading",
    "StatusGiven",
    "OnProgress",
    "UnknownName",
    "UnknownShape",
    "Words",
    "guess",
    "mapping_for",
    "model_in",
    "months_across",
    "plain_name",
    "plain_number",
    "read_file",
    "read_sheet",
    "read_sheets_as",
    "rejected_name",
    "split_unit",
]
