"""What a cell's number format makes of its value on the screen: a share as a percentage, a number with zeros in front."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import isfinite

from foundation.sheets.cells import clean_text
from foundation.sheets.sheet import Cell

# The two formats of percentages that every spreadsheet has by number and writes down nowhere.
BUILT_IN = {"9": "0%", "10": "0.00%"}
# What a format shows as it stands: words in quotation marks, a letter after a backslash or an underscore, colours and currencies.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![<>=])[^\]]*\]')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_ZEROS = re.compile(r"0{2,}")
_TESTS = {
    "<": Decimal.__lt__, "<=": Decimal.__le__, ">": Decimal.__gt__, ">=": Decimal.__ge__, "=": Decimal.__eq__, "<>": Decimal.__ne__,
}  # fmt: skip
_MOST_SECTIONS = 3


def is_telling(code: str) -> bool:
    """Whether a format changes how a number is to be read: most do not."""
    return "%" in _LITERAL.sub("", code) or bool(_ZEROS.fullmatch(code))


def shown(value: Cell, code: str) -> Cell:
    """A number as its format shows it, where that is another number or another name: 0.665 in 0.0% is “66.5%”, 42 in 0000 is “0042”."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return value
    if _ZEROS.fullmatch(code):
        return f"{int(value):0{len(code)}d}" if float(value).is_integer() and value >= 0 else value
    number = Decimal(clean_text(value))
    if "%" not in _section(code, number):
        return value
    return f"{_plain(number * 100)}%"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _sections(code: str) -> tuple[str, ...]:
    return tuple(_LITERAL.sub("", code).split(";"))


def _section(code: str, number: Decimal) -> str:
    """The part of a format that speaks of this number: above, below and at nought, or as its parts say themselves."""
    sections = _sections(code)
    asked = list(_conditions(sections))
    if asked:
        return next((section for section, holds in asked if holds(number)), sections[min(len(asked), len(sections) - 1)])
    at = 1 if number < 0 else 2 if number == 0 else 0
    return sections[at] if at < min(len(sections), _MOST_SECTIONS) else sections[0]


def _conditions(sections: tuple[str, ...]) -> Iterator:
    for section in sections:
        if match := _CONDITION.search(section):
            test, limit = _TESTS[match[1]], Decimal(match[2])
            yield section, lambda number, test=test, limit=limit: test(number, limit)
