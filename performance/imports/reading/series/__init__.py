"""Reading long files of figures: published statistics, and our own in the shape indicator, period, value."""

from .files import read_by_mapping, read_series, series_shape
from .lines import ChosenLines, Line, Lines
from .long import has_across, is_whole
from .mapped import columns_of, fits
from .neighbours import ModelNeeded, model_in
from .place_names import plain_name
from .results import IndicatorNamed, NeighbourNamed, OnProgress, PlaceNamed, SeriesReading, Words

__all__ = [
    "ChosenLines",
    "IndicatorNamed",
    "Line",
    "Lines",
    "ModelNeeded",
    "NeighbourNamed",
    "PlaceNamed",
    "SeriesReading",
    "OnProgress",
    "Words",
    "columns_of",
    "fits",
    "has_across",
    "is_whole",
    "model_in",
    "plain_name",
    "read_by_mapping",
    "read_series",
    "series_shape",
]
