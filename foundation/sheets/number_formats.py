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
_WORDS = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]|(.)')
_END_OF_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_ZEROS = re.compile(r"0{2,}")
_DIGITS = re.compile(r"[0#?]|general|[@dmyhs]", re.IGNORECASE)
# Commas behind the last digit divide by a thousand each.
_DIVIDED = re.compile(r"[0#?](,+)(?![,0#?])")
# A letter behind the number multiplies what somebody reads, where no comma divided it before.
_MULTIPLIES = re.compile(r"\s?(k|mn|bn|000s?|thousand|million)", re.IGNORECASE)
_TESTS = {
    "<": Decimal.__lt__, "<=": Decimal.__le__, ">": Decimal.__gt__, ">=": Decimal.__ge__, "=": Decimal.__eq__, "<>": Decimal.__ne__,
}  # fmt: skip
_MOST_SECTIONS = 3


def is_telling(code: str) -> bool:
    """Whether a format changes how a number is to be read: most do not."""
    plain = _LITERAL.sub("", code)
    if "%" in plain or _ZEROS.fullmatch(code) or _DIVIDED.search(plain):
        return True
    return any(_is_words(section) or _multiplies(section) for section in _sections(code))


def shown(value: Cell, code: str) -> Cell:
    """A number as its format shows it, where that is another number or another name: 0.665 in 0.0% is “66.5%”, 42 in 0000 is “0042”.

    Words in place of a number are what the cell says: 3 in [<5]"<5";0 is “<5”. Noughts shown as a dash stay noughts.
    """
    if not _is_number(value):
        return value
    assert isinstance(value, (int, float)), "it is a number"
    if _ZEROS.fullmatch(code):
        return f"{int(value):0{len(code)}d}" if float(value).is_integer() and value >= 0 else value
    number = Decimal(clean_text(value))
    section = _section(code, number)
    if "%" in _LITERAL.sub("", section):
        return f"{_plain(number * 100)}%"
    if number and _is_words(section):
        return _words(section)
    return f"{_plain(number)}{_words(section).strip()}" if _multiplies(section) else value


def divides(value: Cell, code: str) -> bool:
    """Whether the format shows a number in thousands or millions: 14,213 in #,##0, is shown as 14."""
    return _is_number(value) and bool(_DIVIDED.search(_LITERAL.sub("", _section(code, Decimal(clean_text(value))))))


def _is_number(value: Cell) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _is_words(section: str) -> bool:
    """Whether a part of a format shows words that tell something, and no digit of the number."""
    return not _DIGITS.search(_LITERAL.sub("", section)) and any(map(str.isalnum, _words(section)))


def _multiplies(section: str) -> bool:
    plain = _LITERAL.sub("", section)
    return bool(_MULTIPLIES.fullmatch(_words(section).strip())) and bool(_DIGITS.search(plain)) and not _DIVIDED.search(plain)


def _words(section: str) -> str:
    """What stands in a part of a format as it is shown, digits and their signs left out."""
    return "".join(quoted or escaped or ("" if other in "0#?.,-+ @()" else other) for quoted, escaped, other in _WORDS.findall(section))


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _sections(code: str) -> tuple[str, ...]:
    return tuple(_END_OF_SECTION.split(code))


def _section(code: str, number: Decimal) -> str:
    """The part of a format that is for this number: above, below and at nought, or as its parts say themselves."""
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
