"""Reading the regular tables of figures: every bad cell is reported, nothing is stored here."""

from .reading import read_figures
from .results import Figure, Kind, Reading, Refusal, StatusGiven

__all__ = ["Figure", "Kind", "Reading", "Refusal", "StatusGiven", "read_figures"]
