"""Reading long files of figures: published statistics, and our own in the shape indicator, period, value."""

from .mapped import fits, month_columns
from .reading import read_by_mapping, read_series, series_shape
from .results import IndicatorNamed, Line, NeighbourNamed, PlaceNamed, SeriesReading, Tell, Words

__all__ = [
    "IndicatorNamed",
    "Line",
    "NeighbourNamed",
    "PlaceNamed",
    "SeriesReading",
    "Tell",
    "Words",
    "fits",
    "month_columns",
    "read_by_mapping",
    "read_series",
    "series_shape",
]
