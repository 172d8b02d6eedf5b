"""What a text says as a value, where a spreadsheet can show that value as the very same text: the reverse of `in_words`."""

import re
from datetime import date, datetime
from decimal import Decimal

from .shown_numbers import ShownNumber
from .tables import CellValue, Month, in_words

# Words that only say in what is counted. “12 or more” and “12 million” are no number with a unit.
_UNITS = ("day", "working day", "week", "month", "year", "hour", "minute", "point", "percentage point")
_UNIT = "|".join(f" {unit}s?" for unit in _UNITS)
_NUMBER = re.compile(rf"([+\-−]?)((?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?)(%|{_UNIT})?")
# A spreadsheet keeps so many digits of a number.
_MOST_DIGITS = 15


def value_in_words(text: str) -> CellValue:
    """A number with its format, a day or a month; else the text. `in_words` of the answer is always the text."""
    value = _number(text) or _day_or_month(text)
    return value if value is not None and in_words(value) == text else text


def _number(text: str) -> ShownNumber | None:
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    sign, digits, unit = found.groups()
    if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
        return None
    value = Decimal(digits.replace(",", ""))
    is_minus = sign in ("-", "−") and bool(sign)
    return ShownNumber(
        -value if is_minus else value, grouped="," in digits, signed=sign == "+", minus=sign if is_minus else "-", unit=unit or ""
    )


def _day_or_month(text: str) -> date | Month | None:
    for pattern in ("%d %B %Y", "%B %Y"):
        try:
            day = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        return day if pattern.startswith("%d") else Month(day)
    return None
