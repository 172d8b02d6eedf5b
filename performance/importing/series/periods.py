"""Which month a published period ends with."""

import datetime
import re

from foundation.sheets import Cell, clean_text

# The month with which a year of this name ends: a collection's reporting year ends on 31 March, a school year in August.
ENDS = {"reporting year": 3, "financial year": 3, "academic year": 8, "calendar year": 12, "population": 6, "september": 9}
_YEAR = re.compile(r"(\d{4})(?:[-/]?(\d{2}))?")
FIRST, LAST = 1990, 2100


def read_year(cell: Cell, kind: str = "reporting year") -> datetime.date:
    """2022 → March 2022 for a reporting year; 202122 and 2021/22 → the year in which they end. Raises ValueError with a sentence."""
    text = clean_text(cell)
    match = _YEAR.fullmatch(text)
    if not match:
        raise ValueError("This should be a year, such as 2022 or 2021/22.")
    year = int(match[1]) + (1 if match[2] else 0)
    if match[2] and int(match[2]) != year % 100:
        raise ValueError("These two years do not follow each other. Write 2021/22 or 202122.")
    month = ENDS.get(kind.lower())
    if month is None:
        raise ValueError(f"“{kind}” is not a kind of year that is known here. Use {', '.join(ENDS)}.")
    if not FIRST <= year <= LAST:
        raise ValueError(f"The year {year} cannot be right.")
    return datetime.date(year, month, 1)
