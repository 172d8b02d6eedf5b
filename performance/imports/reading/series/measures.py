"""Which columns of a published table hold figures, which of them are months, and which divide the rows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from foundation.sheets import Cell, Row, Sheet, clean_text, parse_month
from performance.enums import Unit
from performance.imports.reading.marks import mark_of, range_of, without_marks_after
from performance.imports.reading.shapes import heading_name

from .figures import is_time, read_published, remembered

FEWEST_MONTHS = 2
_A_YEAR = re.compile(r"(19|20)\d{2}", re.ASCII)
# What columns are called that divide although their cells are numbers.
_PARTS = frozenset({"age", "ages", "group", "band", "decile", "quintile", "stage", "grade"})
QUARTERS = 4
_QUARTER = re.compile(r"(?<![a-z0-9])(?:q|qtr_?|quarter_?)([1-9])(?![a-z0-9])")
_WORD = re.compile(r"[a-z]{3,}")
# What the workforce is counted by is a share of it, though it is called a rate.
_SHARES = frozenset({"vacancy", "turnover", "absence", "agency", "cover"})
_PERCENT = frozenset({"percent", "percentage", "pct", "perc", "pt", "pc"})


class MeasureMonthColumn(NamedTuple):
    """A month, or a quarter, of the year that a row is for: its number, and what its heading says besides; its own year, if any."""

    number: int
    measure: str
    year: int = 0
    is_quarter: bool = False


@dataclass
class Columns:
    """`months` lead from a heading to its month; `times` hold lengths of time, which are no figures; `empty` hold nothing at all."""

    measures: list[str] = field(default_factory=list)
    months: dict[str, MeasureMonthColumn] = field(default_factory=dict)
    filters: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def columns_of(sheet: Sheet, where: Sequence[str]) -> Columns:
    """What each column holds. `where` are those that say when and where."""
    by_cells: dict[str, list[str]] = defaultdict(list)
    for heading, kinds in _kinds(sheet, where).items():
        by_cells[_holds(kinds)].append(heading)
    found = Columns(by_cells["figures"], {}, by_cells["words"], by_cells["times"], by_cells["nothing"])
    for heading in by_cells["figures and words"]:
        divides = _divides(sheet.rows, [*where, *found.filters], heading)
        (found.filters if divides else found.measures).append(heading)
    _take_out_parts(found, sheet, where)
    found.measures = [heading for heading in sheet.header if heading in found.measures]
    found.filters = [heading for heading in sheet.header if heading in found.filters]
    found.months = _months_among(found.measures)
    found.measures = [heading for heading in found.measures if heading not in found.months]
    return found


def _take_out_parts(found: Columns, sheet: Sheet, where: Sequence[str]) -> None:
    """Ages from 7 to 9 are figures, and divide the rows all the same."""
    for heading in [each for each in found.measures if _PARTS & set(heading_name(each).split("_"))]:
        if _divides(sheet.rows, [*where, *found.filters], heading):
            found.measures.remove(heading)
            found.filters.append(heading)


def _kinds(sheet: Sheet, where: Sequence[str]) -> dict[str, Counter[str]]:
    """How many cells of each kind stand in each column."""
    kinds: dict[str, Counter[str]] = {heading: Counter() for heading in sheet.header if heading not in where}
    kind = remembered(_kind)
    for row in sheet.rows:
        values = row.values
        for heading, counted in kinds.items():
            counted[kind(values.get(heading, ""))] += 1
    return kinds


def _holds(kinds: Counter[str]) -> str:
    """Figures and marks in place of them; words; both; lengths of time; or nothing."""
    if kinds["time"] and kinds["time"] >= kinds["figure"] + kinds["word"]:
        return "times"
    if not kinds["figure"]:
        if kinds["word"] + kinds["odd"]:
            return "words"
        return "figures" if kinds["letter"] else "nothing"
    if not kinds["word"]:
        return "figures"
    return "figures and words" if kinds["figure"] >= kinds["word"] else "words"


def _kind(cell: Cell) -> str:
    text = clean_text(cell)
    if not text:
        return "blank"
    if mark := mark_of(text):
        # A column of letters alone is one of figures that are all kept back; one of dashes is empty.
        return "letter" if any(map(str.isalnum, mark)) else "mark"
    if is_time(cell):
        return "time"
    if range_of(text):
        return "word"
    try:
        read_published(cell)
    except ValueError:
        # A word names a part of the whole; anything shorter is a mark that nobody knows, or a slip.
        return "word" if _WORD.search(text.lower()) and not without_marks_after(text)[1] else "odd"
    return "figure"


def _divides(rows: Sequence[Row], by: Sequence[str], heading: str) -> bool:
    """Whether it takes this column to tell the rows apart: ages from 1 to 17 and “Total” divide, counts with a slip among them do not."""

    def different(headings: Iterable[str]) -> int:
        return len({tuple(clean_text(row.values.get(each, "")) for each in headings) for row in rows})

    without = different(by)
    return without < len(rows) and different([*by, heading]) > without


def _months_among(measures: Sequence[str]) -> dict[str, MeasureMonthColumn]:
    """Columns that are called by a month, with whatever else alike in all of them: April, May…; or apr_rate, may_rate…"""
    named = {heading: month for heading in measures if (month := _month_of(heading))}
    named = named or _quarters_among(measures)
    often = Counter(month.measure for month in named.values())
    return {heading: month for heading, month in named.items() if often[month.measure] >= FEWEST_MONTHS}


def _quarters_among(measures: Sequence[str]) -> dict[str, MeasureMonthColumn]:
    """Columns that are called Q1 to Q4, with whatever else alike in all of them; with a Q5 they are fifths, not quarters."""
    named: dict[str, MeasureMonthColumn] = {}
    for heading in measures:
        name = heading_name(heading)
        found = _QUARTER.findall(name)
        if len(found) == 1:
            named[heading] = MeasureMonthColumn(int(found[0]), _QUARTER.sub("_", name).strip("_").replace("_", " "), is_quarter=True)
    fifths = {each.measure for each in named.values() if each.number > QUARTERS}
    return {heading: each for heading, each in named.items() if each.measure not in fifths}


def _month_of(heading: str) -> MeasureMonthColumn | None:
    words = heading_name(heading).split("_")
    found = [(at, number) for at, word in enumerate(words) if (number := _number_of_month(word))]
    if len(found) != 1:
        return None
    at, number = found[0]
    others = [*words[:at], *words[at + 1 :]]
    year = next((word for word in words[at + 1 : at + 2] if _A_YEAR.fullmatch(word)), "")
    if year:
        others.remove(year)
    return MeasureMonthColumn(number, " ".join(others), int(year or 0))


def _number_of_month(word: str) -> int:
    if not word.isalpha():
        return 0
    try:
        return parse_month(f"{word} 2000").month
    except ValueError:
        return 0


def likely_unit(heading: str) -> Unit:
    """From the column's name, as these files write them."""
    words = set(re.split(r"[_\s]+", heading.lower()))
    if _PERCENT & words or "%" in heading or ("rate" in words and _SHARES & words):
        return Unit.PERCENT
    return Unit.RATE if "rate" in words else Unit.NUMBER
