"""Read models of the figures: finished values for pages and for the Board's report."""

from .comments import MissingComment, missing_comments
from .disagreements import disagreements
from .facts import facts_for_report
from .figures import MonthFigures, figures_for, half_year_months, latest_half_year, latest_month, scorecard_months
from .half_years import HalfYearRow, HalfYears, half_years
from .scorecards import AreaRows, Direction, ScorecardRow, direction_of, neighbours_year_note, scorecard

__all__ = [
    "AreaRows",
    "Direction",
    "MonthFigures",
    "HalfYearRow",
    "HalfYears",
    "MissingComment",
    "ScorecardRow",
    "direction_of",
    "disagreements",
    "facts_for_report",
    "figures_for",
    "half_year_months",
    "half_years",
    "latest_half_year",
    "latest_month",
    "missing_comments",
    "neighbours_year_note",
    "scorecard",
    "scorecard_months",
]
