"""One cell of a long file: a figure, or a mark in place of one. Read a hundred thousand times, so the common case comes first."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from foundation.sheets import Cell, ParsedFigure, clean_text, parse_figure
from performance.imports.reading.cells import PLACES
from performance.imports.reading.marks import mark_of, range_of, without_marks_after

NOTHING = (None, "")
_MOST_REFUSALS_KEPT = 1_000
# What all councils of England spend in a year has eleven digits; so many can be kept.
LARGEST = Decimal(999_999_999_999)
Given = tuple[Decimal | None, str]
# As R and Excel write what is very small or very large: 4.798E-2.
_SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?[eE][+-]?\d{1,2}", re.ASCII)
_TIME = re.compile(r"\d{1,3}:\d{2}(:\d{2})?", re.ASCII)


@lru_cache(maxsize=8192, typed=True)
def read_published(cell: Cell) -> Given:
    """(89.2, ""), (None, "c") for a published mark, (None, "") for a blank cell. Raises ValueError with a sentence."""
    text = _text(cell)
    if _is_plain(text):
        return Decimal(text), ""
    if mark := mark_of(text) or range_of(text):
        return None, mark
    return _odd(cell, text)


def mark_after(cell: Cell) -> str:
    """The mark that a figure carries, such as [r], which is not kept with it."""
    return without_marks_after(_text(cell))[1] if type(cell) is str and "]" in cell else ""


def is_time(cell: Cell) -> bool:
    """00:10 is ten minutes, or no years and ten months: a length of time is no figure here."""
    return bool(_TIME.fullmatch(_text(cell)))


def _text(cell: Cell) -> str:
    if type(cell) is str:
        return cell.strip()
    return clean_text(cell)


def _is_plain(text: str) -> bool:
    """Digits with at most four decimals and not too many of either: what needs no further look."""
    whole, _, decimals = text.partition(".")
    return text.isascii() and whole.isdigit() and len(whole) < 10 and (not decimals or (len(decimals) <= 4 and decimals.isdigit()))


def _odd(cell: Cell, text: str) -> Given:
    if is_time(cell):
        raise ValueError("This is a length of time, not a figure. Give it as a number, such as months.")
    if _SCIENTIFIC.fullmatch(text):
        figure: ParsedFigure | object = ParsedFigure(Decimal(text))
    else:
        figure = parse_figure(without_marks_after(text)[0] if type(cell) is str else cell)
    if not isinstance(figure, ParsedFigure):
        return None, text[:10]
    if abs(figure.value) > LARGEST:
        raise ValueError("This number is too large to be right.")
    return figure.value.quantize(PLACES, rounding=ROUND_HALF_UP), ""


def remembered(read: Callable) -> Callable:
    """`read`, asked once for each different cell: a file has few different months and places. Of what it refuses so many are kept."""
    known: dict = {}
    refused: dict = {}

    def read_once(cell: Cell):
        if cell in known:
            return known[cell]
        if cell in refused:
            raise ValueError(refused[cell])
        try:
            known[cell] = found = read(cell)
        except ValueError as problem:
            if len(refused) < _MOST_REFUSALS_KEPT:
                refused[cell] = str(problem)
            raise
        return found

    return read_once
