"""Numbers in running text, in digits and in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.names.numbers import whole_number

_COUNTED = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = _COUNTED.split()
_IN_WORDS = {word: number for number, word in enumerate(_ONES)} | {word: tens * 10 for tens, word in enumerate(_TENS.split(), start=2)}
_IN_WORDS |= {f"{tens}-{_ONES[one]}": _IN_WORDS[tens] + one for tens in _TENS.split() for one in range(1, 10)}
# As part of a pattern: the longest first, so that “sixty-one” is no “sixty”.
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})"

# Percentages, decimals and numbers of a thousand or more: seldom a day, a year or a count of meetings.
_QUOTED = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=\s?%|\s?per cent))(?![\d]|,\d{3})")
_ANY = re.compile(r"(?<![\d.,])[+−]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class FigureCell:
    """Where a figure stands: “Vacancy rate, July 2023”."""

    name: str
    shown: str


def as_count(text: str) -> int:
    """Of what `COUNT` finds."""
    return _IN_WORDS.get(text.lower(), -1) if not text.isdigit() else (whole_number(text) or 0)


def numbers_quoted(text: str) -> set[str]:
    """Numbers of the text that are likely to be figures, without commas."""
    return {found.replace(",", "") for found in _QUOTED.findall(text)}


def numbers_in(texts: Iterable[str]) -> set[str]:
    """Every number of these texts, without commas and signs."""
    return {found.replace(",", "") for text in texts for found in _ANY.findall(text)}
