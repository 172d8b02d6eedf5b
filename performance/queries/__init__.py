"""The figures as they are stored, for pages and for rooms above."""

from .comments import MissingComment, missing_comments
from .figures import FigureReader, MonthFigures, figures_for, half_year_months, latest_half_year, latest_month, scorecard_months

__all__ = [
    "FigureReader",
    "MissingComment",
    "MonthFigures",
    "figures_for",
    "half_year_months",
    "latest_half_year",
    "latest_month",
    "missing_comments",
    "scorecard_months",
]
