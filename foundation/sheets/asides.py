"""Rows that are about a table and not of it: totals, the headings once more, a report's own lines above or below its rows."""

import re
from enum import Enum

from foundation.sheets.cells import clean_text
from foundation.sheets.sheet import Row

_THINGS = "cases|records|children|rows|people|persons|staff|employees|audits"
_TOTAL = re.compile(
    rf"((grand|sub|overall)[ -]?)?(totals?|count|sum)( of)?( (all|{_THINGS}))?\s*([:=]?[\s\d,]*$|[:=])|"
    rf"(number|no\.?) of ({_THINGS})\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(run|printed|produced|generated|extracted|created|exported|report(ed)?|source|notes?|page|end of|filters?|applied|"
    r"data (as )?(at|from)|"
    r"official|confidential|copyright|prepared|refreshed|updated|last (run|updated|refreshed)|date of)\b|©|\*",
    re.IGNORECASE,
)
_MANY_WORDS = 3
_NOT_LETTERS = re.compile(r"[\W_]+")


class Aside(Enum):
    TOTAL = "a total"
    HEADINGS = "the headings once more"
    LINE = "a line about the list"


def aside_of(row: Row, heading: str = "", names: tuple[str, ...] = (), *, of_people: bool = False) -> Aside | None:
    """What a row is that holds nothing of the table; None for any other. `heading` is that of the column which names what a row is.

    A text alone in its row is a line about the list where it says so or has several words, unless the first is one of `names`. In a list
    of people it may be somebody's name (Anna Maria Page), which has neither a colon nor a digit.
    """
    filled = {each: text for each, cell in row.values.items() if (text := clean_text(cell))}
    first = filled.get(heading) or next(iter(filled.values()), "")
    if _TOTAL.match(first):
        return Aside.TOTAL
    if len(filled) > 1:
        return Aside.HEADINGS if _repeats_its_headings(filled) else None
    if len(filled) == 1 and len(row.values) > 1 and _is_line(first, names) and not (of_people and _may_be_a_name(first)):
        return Aside.LINE
    return None


def _repeats_its_headings(filled: dict[str, str]) -> bool:
    """More than half of its cells say what their column is called."""
    return sum(_plain(heading) == _plain(text) for heading, text in filled.items()) * 2 > len(filled)


def _may_be_a_name(text: str) -> bool:
    return not any(letter in ":=" or letter.isdigit() for letter in text)


def _is_line(text: str, names: tuple[str, ...]) -> bool:
    if " " not in text:
        return False
    words = text.split()
    return bool(_LINE.match(text)) or text.endswith(":") or (len(words) >= _MANY_WORDS and words[0].casefold() not in names)


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()
