"""Which month a published period ends with."""

import datetime
import re

from foundation.council.months import add_months
from foundation.sheets import Cell, clean_text, parse_month

# The month with which a year of this name ends: a collection's reporting year ends on 31 March, a school year in August.
ENDS = {"reporting year": 3, "financial year": 3, "tax year": 3, "academic year": 8, "calendar year": 12, "population": 6, "september": 9}
# The last month of each term, by the school year that holds it.
_TERMS = {"autumn term": 12, "autumn and spring term": 3, "spring term": 3, "summer term": 7}
_YEAR = re.compile(r"(\d{4})(?:[-/]?(\d{2}))?")
_QUARTER = re.compile(r"(financial|calendar|academic) year q([1-4])")
# Three years together end with the last of them: 2014-16, 2013/14-15/16.
_YEARS = re.compile(r"(\d{4})(?:/\d{2})?\s?[-–]\s?(?:\d{2}/)?(?:\d{2})?(\d{2})")
# “(OT)” is outturn, “(prov)” provisional, “(Rev)” revised.
_KIND_OF_FIGURE = re.compile(r"\s*\((ot|outturn|prov|provisional|rev|revised|final|p|r|f)\)$", re.IGNORECASE)
FIRST, LAST = 1990, 2100
_MOST_YEARS = 10


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
    return _month_of(year, month)


def read_years(cell: Cell, kind: str = "reporting year") -> datetime.date:
    """As `read_year`, and of several years together the last: 2014-16 → 2016; what “(OT)” or “(Rev)” adds is left aside."""
    text = _KIND_OF_FIGURE.sub("", clean_text(cell))
    together = _YEARS.fullmatch(text)
    if not together:
        return read_year(text, kind)
    years = (int(together[2]) - int(together[1])) % 100
    if not 1 <= years <= _MOST_YEARS:
        raise ValueError("The second of these years should follow the first. Write 2021/22, or 2014-16 for several years together.")
    return _month_of(int(together[1]) + years, ENDS[kind])


def read_identified(cell: Cell, identifier: str) -> datetime.date:
    """A period as the Department's files give it: a year in one column, and in another what it is or which part of it is meant."""
    if match := _QUARTER.fullmatch(identifier):
        end = read_year(cell, f"{match[1]} year")
        return add_months(end, (int(match[2]) - 4) * 3)
    if identifier in _TERMS:
        month = _TERMS[identifier]
        end = read_year(cell, "academic year")
        return _month_of(end.year - (month > end.month), month)
    try:
        named = parse_month(f"{identifier} 2000").month
    except ValueError:
        return read_year(cell, identifier)
    return _month_of(read_year(cell, "calendar year").year, named)


def is_part_of_a_year(identifier: str) -> bool:
    """Whether the second column names a month."""
    return identifier not in ENDS and _is_month(identifier)


def _is_month(name: str) -> bool:
    try:
        return bool(parse_month(f"{name} 2000"))
    except ValueError:
        return False


def month_in_year(end: datetime.date, month: int) -> datetime.date:
    """The month of this number in the year that ends with `end`: April of the year to March 2024 is April 2023."""
    return datetime.date(end.year - (month > end.month), month, 1)


def _month_of(year: int, month: int) -> datetime.date:
    if not FIRST <= year <= LAST:
        raise ValueError(f"The year {year} cannot be right.")
    return datetime.date(year, month, 1)
