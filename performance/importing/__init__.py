"""Reading files of figures: every bad cell is reported, nothing is stored here."""

from .reading import read_file
from .results import Figure, Kind, Reading, Refusal, StatusGiven
from .series import IndicatorNamed, Line, NeighbourNamed, PlaceNamed, SeriesReading

__all__ = [
    "Figure",
    "IndicatorNamed",
    "Kind",
    "Line",
    "NeighbourNamed",
    "PlaceNamed",
    "Reading",
    "Refusal",
    "SeriesReading",
    "StatusGiven",
    "read_file",
]
