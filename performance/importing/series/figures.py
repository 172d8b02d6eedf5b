"""One cell of a long file: a figure, or a mark in place of one. Read a hundred thousand times, so the common case comes first."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from foundation.sheets import Cell, Figure, clean_text, parse_figure
from performance.importing.cells import LARGEST, PLACES

# What publications print in place of a figure: confidential, not available, not applicable, low reliability, rounds to nothing…
MARKS = frozenset({"c", ":", "x", "z", "u", "-", "k", "w", "low", "..", "na", "n/a", "supp", "s", "*", "tbc", "tba"})
NOTHING = (None, "")
Given = tuple[Decimal | None, str]


def read_published(cell: Cell) -> Given:
    """(89.2, ""), (None, "c") for a published mark, (None, "") for a blank cell. Raises ValueError with a sentence."""
    text = _text(cell)
    if _is_plain(text):
        return Decimal(text), ""
    if text.lower() in MARKS:
        return None, text
    return _odd(cell, text)


def _text(cell: Cell) -> str:
    if type(cell) is str:
        return cell.strip()
    return clean_text(cell)


def _is_plain(text: str) -> bool:
    """Digits with at most four decimals and not too many of either: what needs no further look."""
    whole, _, decimals = text.partition(".")
    return text.isascii() and whole.isdigit() and len(whole) < 10 and (not decimals or (len(decimals) <= 4 and decimals.isdigit()))


def _odd(cell: Cell, text: str) -> Given:
    figure = parse_figure(cell)
    if not isinstance(figure, Figure):
        return None, text[:10]
    if abs(figure.value) > LARGEST:
        raise ValueError("This number is too large to be right.")
    return figure.value.quantize(PLACES, rounding=ROUND_HALF_UP), ""


def remembered(read: Callable) -> Callable:
    """`read`, asked once for each different cell: a file has few different months and places. What it refuses is asked again."""
    known: dict = {}

    def read_once(cell: Cell):
        if cell in known:
            return known[cell]
        known[cell] = found = read(cell)
        return found

    return read_once


def decimals_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
