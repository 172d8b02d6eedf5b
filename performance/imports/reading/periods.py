"""Months, and periods longer than a month as councils name them: a quarter, a financial year. A period stands at its last month."""

import datetime
import re
from collections.abc import Iterable, Sequence

from foundation.council.months import month_name
from foundation.sheets import Cell, clean_text, parse_month

_YEARS = r"(?:fy\s*|financial year\s*)?(\d{4}|\d{2})\s?[-/–]\s?(\d{4}|\d{2})"
_YEAR = re.compile(_YEARS, re.IGNORECASE)
_QUARTER = re.compile(rf"(?:q|qtr|quarter)\s?([1-4])[ ,:]*{_YEARS}", re.IGNORECASE)
_QUARTER_LAST = re.compile(rf"{_YEARS}[ ,:]*(?:q|qtr|quarter)\s?([1-4])", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(rf"([a-z]{{3,9}})[ ,:-]*{_YEARS}", re.IGNORECASE)
_QUARTER_ALONE = re.compile(r"(?:q|qtr|quarter)\s?[1-4]\b.*", re.IGNORECASE)
_HYPHENED = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_MARCH = 3
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?(?: [ap]m)?)?", re.IGNORECASE | re.ASCII)
_MONTHS_OF_A_YEAR = 12
_FEW = 3
# What a heading may say besides its month and still hold the month's figures.
_BESIDES = frozenset(
    {"actual", "actuals", "value", "values", "figure", "figures", "result", "results", "outturn", "performance", "total", "sum", "of"}
    | {"month", "monthly", "ytd", "cumulative", "provisional", "final", "percentage", "%", "rate", "number", "count", "our", "council"}
)


def parse_period_end(cell: Cell) -> datetime.date:
    """The month that a cell means, or the last of the quarter or the financial year: Q1 2023/24 → June 2023, 2022/23 → March 2023.

    Raises ValueError with a sentence.
    """
    try:
        return parse_month(cell)
    except ValueError as no_month:
        end = _end_of(clean_text(cell))
        if end is None:
            raise no_month
        return end


def hyphened_years(cells: Iterable[Cell]) -> dict[str, str]:
    """2011-12 is a month, unless it stands beside 2012-13: those of a column's texts that are financial years, with a stroke instead.

    Two texts of which each has the following year's digits would be thirteen months apart, as no months are written.
    """
    texts = {text for text in set(map(clean_text, cells)) if _HYPHENED.fullmatch(text)}
    pairs = [text for text in texts if (int(text[5:]) - int(text[:4]) - 1) % 100 == 0]
    return {text: text.replace("-", "/") for text in pairs} if len(pairs) == len(texts) > 1 else {}


def month_first(cells: Iterable[Cell]) -> dict[str, str]:
    """04/30/2025 is a day of April: those of a column's texts that are written month first, each with the day that it is.

    One that can be nothing else tells it of all; so do several that would all be days of January, day first.
    """
    texts = {text: match for cell in cells if isinstance(cell, str) and (match := _SLASHED.fullmatch(text := clean_text(cell)))}
    firsts, seconds = ({int(match[place]) for match in texts.values()} for place in (1, 2))
    if not texts or max(firsts) > _MONTHS_OF_A_YEAR:
        return {}
    are_firsts_of_months = seconds == {1} and len(firsts) >= _FEW
    if max(seconds) <= _MONTHS_OF_A_YEAR and not are_firsts_of_months:
        return {}
    return {text: f"{match[3]}-{int(match[1]):02d}-{int(match[2]):02d}" for text, match in texts.items()}


def note_of_month_first(turned: dict[str, str]) -> str:
    text, day = next(iter(turned.items()))
    return f"Days are written month first in this file: “{text}” was read as {month_name(parse_month(day))}."


def told_by_others(cells: Sequence[Cell]) -> dict[str, str]:
    """Texts that mean another period beside these others than alone, each as it would be written alone."""
    return hyphened_years(cells) | month_first(cells)


def beside_words(header: Sequence[str]) -> dict[str, str]:
    """Headings that say a month and, all of them alike, something besides, as “Apr-25 Actual”: each with its month.

    None where headings are months by themselves, or where more than one such word stands beside months.
    """
    found: dict[str, dict[str, str]] = {}
    for heading in header:
        if split := _split(heading):
            month, word = split
            found.setdefault(word, {})[heading] = month
    several = [each for each in found.values() if len(each) > 1]
    return several[0] if len(several) == 1 else {}


def _split(heading: str) -> tuple[str, str] | None:
    """The longest part of a heading that is a month or a period, and the rest, if it is nothing but words that may stand there."""
    words = heading.split()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            rest = " ".join(words[:start] + words[start + length :]).casefold().strip("()[]:–- ")
            part = " ".join(words[start : start + length])
            if set(rest.split()) <= _BESIDES and _is_period(part):
                return part, rest
    return None


def _is_period(text: str) -> bool:
    try:
        return bool(parse_period_end(text))
    except ValueError:
        return False


def is_span(cell: Cell) -> bool:
    """Whether a cell names a period that is longer than a month."""
    try:
        parse_month(cell)
    except ValueError:
        text = clean_text(cell)
        return any(pattern.fullmatch(text) for pattern in (_YEAR, _QUARTER, _QUARTER_LAST)) and _end_of(text) is not None
    return False


def month_columns(header: list[str]) -> dict[str, datetime.date]:
    """The headings that are months, such as Jun-23, or longer periods, such as Q1 2023/24, each with its last month."""
    meant = told_by_others(header)
    return {heading: parse_period_end(text) for heading in header if _is_period(text := meant.get(heading, heading))}


def months_across(header: list[str]) -> dict[str, datetime.date]:
    """As `month_columns`; where there are none, the headings that say something besides their month."""
    return month_columns(header) or {heading: parse_period_end(text) for heading, text in beside_words(header).items()}


def spoken(cell: Cell, month: datetime.date) -> str:
    """“Q1 2023/24 (to June 2023)”; of a month its name alone."""
    return f"{clean_text(cell)} (to {month_name(month)})" if is_span(cell) else month_name(month)


def _end_of(text: str) -> datetime.date | None:
    if match := _YEAR.fullmatch(text):
        return _month_of(_MARCH, _first_year(match[1], match[2]))
    if match := _QUARTER.fullmatch(text):
        return _month_of(_last_of_quarter(match[1]), _first_year(match[2], match[3]))
    if match := _QUARTER_LAST.fullmatch(text):
        return _month_of(_last_of_quarter(match[3]), _first_year(match[1], match[2]))
    if match := _MONTH_OF_YEAR.fullmatch(text):
        return _month_of(parse_month(f"{match[1]} 2000").month, _first_year(match[2], match[3]))
    if _QUARTER_ALONE.fullmatch(text):
        raise ValueError("Say which year’s quarter it is: Q1 2023/24 is April to June 2023.")
    return None


def _last_of_quarter(number: str) -> int:
    return (int(number) * 3 + _MARCH - 1) % 12 + 1


def _month_of(month: int, first_year: int) -> datetime.date:
    """A month of the financial year that begins in April of `first_year`."""
    return datetime.date(first_year + (month <= _MARCH), month, 1)


def _first_year(first: str, second: str) -> int:
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if (int(second) - year - 1) % 100:
        raise ValueError(f"{first} and {second} do not follow each other as years. Write 2022/23, or a month as 2023-06.")
    return year
