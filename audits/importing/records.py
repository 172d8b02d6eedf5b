"""A list of records from which a month's sample is drawn, as a spreadsheet holds it: one child's record a row."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from foundation.names import case_key, name_key
from foundation.sheets import MISSING, Cell, Row, Sheet, clean_text, parse_number

from .columns import BLANK_WORDS, CaseColumn
from .layout import plain
from .rows import Rejection, rejection

CASE, FAMILY, RESTRICTED, WEEKS_OPEN, OPENED = "case", "family", "restricted", "weeks open", "opened"
# What else a column may be called. Any other heading is kept as it is.
ALSO_CALLED = {
    "case id": CASE,
    "record": CASE,
    "allocated worker": "worker",
    "social worker": "worker",
    "worker name": "worker",
    "team name": "team",
    "previous workers": "past workers",
    "plan": "plan type",
    "ethnicity": "ethnicity group",
    "family id": FAMILY,
    "restricted record": RESTRICTED,
    "open weeks": WEEKS_OPEN,
    "date opened": OPENED,
    "open since": OPENED,
}
# Columns that say something of one record alone, so that no stratum is made of them.
NOT_STRATA = frozenset({CASE, FAMILY, RESTRICTED, WEEKS_OPEN, OPENED, "worker", "past workers"})
# Columns by which a list is usually divided, however many values they have.
STRATA = frozenset({"team", "plan type", "age band", "ethnicity group"})
NOT_RECORDED = "Not recorded"
LONGEST_VALUE, LONGEST_FAMILY = 60, 100
NAMES_A_CHILD = re.compile(r"\b(name|forenames?|surname|dob|date of birth|birth date|address|postcode|nhs|upn)\b")
YES = frozenset({"yes", "y", "true", "1", "x", "restricted"})
NO = frozenset({"no", "n", "false", "0", "not restricted"}) | BLANK_WORDS
DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")


@dataclass(frozen=True)
class ListedRecord:
    """One row: the case ID, and its other cells as text by the plain name of their column."""

    case: str
    values: dict[str, str]

    def get(self, column: str) -> str:
        """The cell's text; empty where it says nothing of its own (NA, a dash, unknown)."""
        text = self.values.get(column, "")
        return "" if text.casefold() in BLANK_WORDS else text

    @property
    def is_restricted(self) -> bool:
        return self.values.get(RESTRICTED, "").casefold() in YES

    def weeks_open(self, on: datetime.date) -> float | None:
        """How long the record had been open on that day, or None where the list does not say."""
        if self.get(WEEKS_OPEN):
            return float(self.get(WEEKS_OPEN))
        if self.get(OPENED):
            return (on - parse_day(self.get(OPENED))).days / 7
        return None


@dataclass
class RecordList:
    """What a file says: its records, its columns (plain name → heading as written), and what cannot be taken."""

    columns: dict[str, str] = field(default_factory=dict)
    records: list[ListedRecord] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"columns": [*self.columns.items()], "notes": self.notes, "records": [[each.case, each.values] for each in self.records]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "RecordList":
        return cls(dict(kept["columns"]), [ListedRecord(case, values) for case, values in kept["records"]], [], kept["notes"])

    def values_of(self, column: str) -> dict[str, str]:
        """How each value of a column is shown, whatever its letters' case: as most rows write it, the first of the alphabet where even."""
        spellings: dict[str, Counter[str]] = {}
        for record in self.records:
            text = record.get(column) or NOT_RECORDED
            spellings.setdefault(name_key(text), Counter())[text] += 1
        return {key: min(counts, key=lambda text: (-counts[text], text)) for key, counts in spellings.items()}

    def stratum_columns(self) -> dict[str, int]:
        """The columns by which the list can be divided, with how many values each has."""
        values = {column: self.values_of(column) for column in self.columns if column not in NOT_STRATA}
        return {
            column: len(shown)
            for column, shown in values.items()
            if len(shown) > 1 and max(map(len, shown)) <= LONGEST_VALUE and (column in STRATA or 2 * len(shown) <= len(self.records))
        }


def read_records(sheet: Sheet) -> RecordList:
    """Read every row; a file with a row that cannot be taken says all of what is wrong."""
    found = RecordList(notes=list(sheet.notes))
    headings = _headings(sheet, found)
    if CASE not in found.columns:
        reason = "The column “case” is missing. Add it, with the pseudonymised case ID of each record, and try again."
        found.rejected.append(Rejection(sheet.header_number, CASE, "", reason))
        return found
    first: dict[str, int] = {}
    for row in sheet.rows:
        found.rejected += _read(row, headings, found, first)
    return found


def _headings(sheet: Sheet, found: RecordList) -> dict[str, str]:
    """Heading as written → plain name, of the columns that are kept."""
    headings: dict[str, str] = {}
    for heading in sheet.header:
        name = ALSO_CALLED.get(plain(heading), plain(heading))
        if NAMES_A_CHILD.search(name):
            found.notes.append(f"The column “{heading}” was not kept: no child can be recognised here.")
        elif name in found.columns:
            reason = f"Another column, “{found.columns[name]}”, already holds the {name}. Remove one of them."
            found.rejected.append(Rejection(sheet.header_number, heading, heading, reason))
        else:
            found.columns[name] = heading
            headings[heading] = name
    return headings


def _read(row: Row, headings: dict[str, str], found: RecordList, first: dict[str, int]) -> list[Rejection]:
    values: dict[str, str] = {}
    rejected = []
    for heading, name in headings.items():
        cell = row.get(heading)
        try:
            values[name] = READ.get(name, clean_text)(cell)
        except ValueError as error:
            rejected.append(rejection(row.number, heading, cell, str(error)))
    case = values.pop(CASE, "")
    earlier = first.setdefault(case_key(case), row.number) if case else row.number
    if earlier != row.number:
        reason = f"Row {earlier} holds the same record. Keep one row for each record."
        rejected.append(rejection(row.number, found.columns[CASE], case, reason))
    found.records.append(ListedRecord(case, values))
    return rejected


def parse_day(cell: Cell) -> datetime.date:
    """A date cell, 2023-06-01 or 1/6/2023 (day first, as in Britain). Raises ValueError with a sentence."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = clean_text(cell)
    try:
        if match := DAY.fullmatch(text):
            day, month, year = map(int, match.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError("This should be a date, such as 1/6/2023 or 2023-06-01.") from None


def _day(cell: Cell) -> str:
    return "" if clean_text(cell).casefold() in BLANK_WORDS else parse_day(cell).isoformat()


def _weeks(cell: Cell) -> str:
    text = clean_text(cell)
    if text.casefold() in BLANK_WORDS:
        return ""
    number = parse_number(cell)
    if number is MISSING:
        return ""
    if number < 0:
        raise ValueError("This should be a number of weeks, such as 26.")
    return str(number)


def _yes_or_no(cell: Cell) -> str:
    text = clean_text(cell)
    if text.casefold() not in YES | NO:
        raise ValueError("Write yes where the record is restricted, and no or nothing where it is not.")
    return text


def _family(cell: Cell) -> str:
    text = clean_text(cell)
    if len(text) > LONGEST_FAMILY:
        raise ValueError(f"A family’s ID has at most {LONGEST_FAMILY} characters; this has {len(text)}.")
    return text


READ = {FAMILY: _family, CASE: CaseColumn(CASE, required=True).clean, OPENED: _day, WEEKS_OPEN: _weeks, RESTRICTED: _yes_or_no}


def columns_named(found: RecordList, names: Iterable[str]) -> list[str]:
    """The plain names of columns that a person wrote (“plan_type”). Raises ValueError naming the columns that there are."""
    asked = [ALSO_CALLED.get(plain(name), plain(name)) for name in names if name.strip()]
    unknown = [name for name in asked if name not in found.columns or name == CASE]
    if unknown:
        there = ", ".join(heading for name, heading in found.columns.items() if name != CASE)
        raise ValueError(f"The list has no column “{'”, “'.join(unknown)}”. It has: {there}.")
    return asked
