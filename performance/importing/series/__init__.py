"""Reading long files of figures: published statistics, and our own in the shape indicator, period, value."""

from .reading import read_series, series_shape
from .results import IndicatorNamed, Line, NeighbourNamed, PlaceNamed, SeriesReading

__all__ = ["IndicatorNamed", "Line", "NeighbourNamed", "PlaceNamed", "SeriesReading", "read_series", "series_shape"]
