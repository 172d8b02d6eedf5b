"""The figures as they are stored, for pages and for rooms above."""

from .comments import MissingComment, comments_to_come, missing_comments
from .figures import FigureReader, MonthFigures, figures_for, half_year_months, latest_month, months_with_figures, scorecard_months

__all__ = [
    "FigureReader",
    "MissingComment",
    "MonthFigures",
    "comments_to_come",
    "figures_for",
    "half_year_months",
    "latest_month",
    "missing_comments",
    "months_with_figures",
    "scorecard_months",
]
