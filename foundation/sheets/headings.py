"""Headings that stand in one row, or in two: a year over its months, or over its quarters."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from foundation.sheets.cells import clean_text, parse_month
from foundation.sheets.sheet import Cell

_PART = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?|(q|qtr|quarter)\s?[1-4]", re.IGNORECASE)
_YEAR = re.compile(r"(fy\s?)?\d{4}(\s?[-/–]\s?(\d{2}|\d{4}))?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_FEWEST_COUNTED = 3
_MANY_COLUMNS = 8
Row = Sequence[Cell]


class Headings(NamedTuple):
    """`texts` by column, "" where one has none; the table's rows begin at `below`, counted from 0."""

    texts: list[str]
    below: int
    note: str = ""


def headings_at(grid: Sequence[Row], at: int) -> Headings:
    """The headings in row `at`, with what stands in the row below or above that belongs to them."""
    row = _texts(grid[at])
    if at + 2 < len(grid) and _goes_on(row, grid[at + 1]):
        parts = _texts(grid[at + 1])
        return Headings(_joined(parts, row, row), at + 2, _note(at + 1, at + 2, parts, row))
    above = _texts(grid[at - 1]) if at else []
    if any(map(_YEAR.fullmatch, above)) and _parts_without_year(row):
        return Headings(_joined(row, above, _of_no_month(row, above)), at + 1, _note(at, at + 1, row, above))
    if at + 2 < len(grid) and _divides_below(row, grid[at + 1]):
        return _together(row, _texts(grid[at + 1]), at + 1, at + 2)
    if sum(map(bool, above)) > 1 and not counts_columns(above) and _repeats(told_apart(row)[0]):
        return _together(above, row, at, at + 1)
    return Headings(row, at + 1)


def _of_no_month(row: list[str], above: list[str]) -> list[str]:
    """The headings of columns that are no month: what is in the row of years over no month is one too."""
    return [_at(row, index) or ("" if _YEAR.fullmatch(_at(above, index)) else _at(above, index)) for index in range(len(row))]


def counts_columns(row: Row) -> bool:
    """Whether a row gives the columns' letters or numbers, as in A, B, C, 3, 4, 5: people write it above headings to count by."""
    texts = [text for cell in row if (text := clean_text(cell))]
    letters = [text for text in texts if text.isalpha() and text.isupper()]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 10]
    if len(texts) < _MANY_COLUMNS or len(letters) + len(numbers) < len(texts):
        return False
    return _letters_run_on(letters) and _run_on(numbers) == len(numbers)


def _letters_run_on(letters: list[str]) -> bool:
    return _run_on([ord(text) for text in letters if len(text) == 1]) == len(letters)


def _run_on(numbers: list[int]) -> int:
    """How many there are, where each is one more than the one before; -1 where not."""
    return len(numbers) if all(after - before == 1 for before, after in pairwise(numbers)) else -1


def told_apart(headings: list[str]) -> tuple[list[str], str]:
    """One heading after each of several numbered ones, as in SN1, SNP, SN2, SNP, is read with the one before it: “SN1 SNP”.

    And a note of it, where there is any such heading.
    """
    texts, note = list(headings), ""
    for heading, count in Counter(map(str.casefold, filter(None, headings))).items():
        at = [index for index, text in enumerate(headings) if text.casefold() == heading]
        before = [headings[index - 1] if index else "" for index in at]
        stems = {_DIGITS.sub("#", text.casefold()) for text in before}
        if count < _FEWEST_COUNTED or len(set(before)) < count or len(stems) > 1 or "#" not in stems.pop():
            continue
        for index, text in zip(at, before, strict=True):
            texts[index] = f"{text} {headings[index]}"
        note = f"The heading “{headings[at[0]]}” is there {count} times and was read with the one before it: “{texts[at[0]]}”."
    return texts, note


def _goes_on(row: list[str], below: Row) -> bool:
    """Whether the row below holds months or quarters, maybe with a word such as YTD behind them, where this row has no heading."""
    parts = {index: cell for index, cell in enumerate(below) if clean_text(cell)}
    gaps = [index for index in parts if not _at(row, index)]
    months = [index for index, cell in parts.items() if _is_part(cell)]
    if not gaps or not months or not any(row[: min(parts)]):
        return False
    return set(parts) == set(months) or (len(months) > 1 and _ends_in_words(parts, months))


def _ends_in_words(parts: dict[int, Cell], months: list[int]) -> bool:
    others = [clean_text(cell) for index, cell in parts.items() if index not in months]
    return max(months) < max(parts) and all(text.isalpha() for text in others)


def _divides_below(row: list[str], below: Row) -> bool:
    """Whether the row below holds nothing but words that come again, as in Actual, Target, Actual, Target, some of them in gaps."""
    parts = {index: clean_text(cell) for index, cell in enumerate(below) if clean_text(cell)}
    gaps = [index for index in parts if not _at(row, index)]
    are_words = all(isinstance(cell, str) for cell in below) and not any(any(map(str.isdigit, part)) for part in parts.values())
    return bool(gaps) and are_words and _repeats(list(parts.values())) and any(row[: min(parts)])


def _repeats(texts: list[str]) -> bool:
    return any(count > 1 for count in Counter(text.casefold() for text in texts if text).values())


def _together(above: list[str], below: list[str], first: int, second: int) -> Headings:
    """Each word of the lower row with what stands over it or to the left of that; the upper heading alone where it has none."""
    texts, over = [], ""
    for index in range(max(len(above), len(below))):
        over = _at(above, index) or over
        part = _at(below, index)
        texts.append(f"{over} {part}".strip() if part else _at(above, index))
    example = next(text for index, text in enumerate(texts) if _at(below, index))
    return Headings(texts, second, f"The headings are in two rows, {first} and {second}, and were read together: “{example}”.")


def _is_part(cell: Cell) -> bool:
    if isinstance(cell, date) or _PART.fullmatch(clean_text(cell)):
        return True
    try:
        return isinstance(cell, str) and bool(parse_month(cell))
    except ValueError:
        return False


def _parts_without_year(row: list[str]) -> list[str]:
    return [text for text in row if _PART.fullmatch(text)]


def _joined(parts: list[str], years: list[str], alone: list[str]) -> list[str]:
    """Each month or quarter with the year that stands over it or to the left; the heading `alone` where there is no such part."""
    texts, year = [], ""
    for index in range(max(len(parts), len(alone))):
        year = _at(years, index) or year
        part = _at(parts, index)
        texts.append(f"{part} {year}" if _PART.fullmatch(part) and _YEAR.fullmatch(year) else part or _at(alone, index))
    return texts


def _at(texts: list[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def _note(first: int, second: int, parts: list[str], years: list[str]) -> str:
    example = next((text for text, part in zip(_joined(parts, years, parts), parts, strict=True) if text and _is_part(part)), "")
    return f"The headings are in two rows, {first} and {second}, and were read together: “{example}”."


def _texts(row: Row) -> list[str]:
    texts = [clean_text(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts
