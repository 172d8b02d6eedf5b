"""A list of records from which a month's sample is drawn, as a spreadsheet holds it: one child's record a row."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from audits.sampling.reading.columns import (
    AGE_BAND,
    CASE,
    CLOSED,
    ETHNICITY,
    FAMILY,
    OPENED,
    PAST_WORKERS,
    PLAN,
    RESTRICTED,
    TEAM,
    WEEKS_OPEN,
    WORKER,
    ListColumns,
    columns_of,
)
from audits.sampling.reading.protecting import what_was_taken_out
from audits.sampling.reading.said import NOTHING_SAID, SaidOfLists
from audits.sampling.reading.words import about_the_list, age_band_of, is_day, parse_day, plan_type_of, said_in_bands
from audits.sheets.columns import BLANK_WORDS, CaseColumn, gives_away
from audits.sheets.rows import Rejection, rejection
from foundation.council.clock import today
from foundation.names import case_key, name_key
from foundation.sheets import MISSING, Cell, Row, Sheet, clean_text, heading_key, parse_number
from foundation.versioned import VersionedJSON

# Columns that say something of one record alone, so that no stratum is made of them.
NOT_STRATA = frozenset({CASE, FAMILY, RESTRICTED, WEEKS_OPEN, OPENED, WORKER, PAST_WORKERS})
# Columns by which a list is usually divided, however many values they have.
STRATA = frozenset({TEAM, PLAN, AGE_BAND, ETHNICITY, CLOSED})
OPEN_SHOWN, CLOSED_SHOWN = "Open", "Closed"
NOT_RECORDED = "Not recorded"
LONGEST_VALUE, LONGEST_FAMILY = 60, 100
YES = frozenset({"yes", "y", "true", "1", "x", "restricted"})
# Of a record that is no longer open; a day says it too.
CLOSED_WORDS = YES - {"restricted"} | {"closed"}
NO = frozenset({"no", "n", "false", "0", "not restricted"}) | BLANK_WORDS


@dataclass(frozen=True)
class ListedRecord:
    """One row: the case ID, its other cells as text by the plain name of their column, and its number in the file where that is kept."""

    case: str
    values: dict[str, str]
    row: int = 0

    def get(self, column: str) -> str:
        """The cell's text; empty where it says nothing of its own (NA, a dash, unknown)."""
        text = self.values.get(column, "")
        return "" if text.casefold() in BLANK_WORDS else text

    @property
    def is_restricted(self) -> bool:
        return self.values.get(RESTRICTED, "").casefold() in YES

    @property
    def is_closed(self) -> bool:
        text = self.get(CLOSED).casefold()
        return text in CLOSED_WORDS or is_day(text)

    @property
    def closed_on(self) -> datetime.date | None:
        """The day on which it was closed; None for an open one, and where the list does not say which day."""
        text = self.get(CLOSED)
        return parse_day(text) if is_day(text.casefold()) else None

    def in_stratum(self, column: str) -> str:
        """As strata are made of it: a day of closing tells no more than that the record is closed."""
        return (CLOSED_SHOWN if self.is_closed else OPEN_SHOWN) if column == CLOSED else self.get(column)

    def weeks_open(self, on: datetime.date) -> float | None:
        """How long the record had been open on that day, or None where the list does not say."""
        if self.get(WEEKS_OPEN):
            return float(self.get(WEEKS_OPEN))
        if self.get(OPENED):
            return (on - parse_day(self.get(OPENED))).days / 7
        return None


@dataclass
class RecordList:
    """What a file says: its records, its columns (plain name → heading as written), and what was not taken.

    `rejected` is wrong with its headings, so that nothing can be read; `refused` are rows that cannot be taken, cell by cell, and
    `passed_over` rows that hold no record. Every row of the file is a record, refused or passed over.
    """

    columns: dict[str, str] = field(default_factory=dict)
    records: list[ListedRecord] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[Rejection] = field(default_factory=list)
    passed_over: list[Rejection] = field(default_factory=list)

    @property
    def refused_rows(self) -> int:
        return len({each.row for each in self.refused})

    def as_json(self) -> dict[str, Any]:
        return RECORD_LIST.write(
            columns=[*self.columns.items()],
            notes=self.notes,
            records=[[each.case, each.values, each.row] for each in self.records],
            refused=[each.as_json() for each in self.refused],
            passed_over=[each.as_json() for each in self.passed_over],
        )

    def values_of(self, column: str) -> dict[str, str]:
        """How each value of a column is shown, whatever its letters' case: as most rows write it, the first of the alphabet where even."""
        spellings: dict[str, Counter[str]] = {}
        for record in self.records:
            text = record.in_stratum(column) or NOT_RECORDED
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


def _record_list(stored: dict[str, Any]) -> RecordList:
    rows = {name: [Rejection(**each) for each in stored.get(name, [])] for name in ("refused", "passed_over")}
    records = [ListedRecord(*record) for record in stored["records"]]
    return RecordList(dict(stored["columns"]), records, notes=stored["notes"], **rows)


# `Sample.listed`: a list between its check and the draw from it. Before version 2 the number of a record's row was not kept.
RECORD_LIST = VersionedJSON("a list of records", {1: _record_list, 2: _record_list}, before_versions=_record_list)


def read_records(sheet: Sheet, said: SaidOfLists = NOTHING_SAID) -> RecordList:
    """Read every row. One that cannot be taken is refused for itself, with all that is wrong in it; a total or a line is passed over.

    `said` is what somebody said of the headings and words of this list and earlier ones.
    """
    headed = columns_of(sheet, said.columns)
    found = RecordList(headed.columns, notes=[*sheet.notes, *headed.notes], rejected=headed.rejected)
    if CASE not in found.columns:
        return found
    reading = _RecordsReading(found, headed, said)
    for row in sheet.rows:
        reading.read(row)
    found.notes += reading.notes()
    return found


class _RecordsReading:
    def __init__(self, found: RecordList, headed: ListColumns, said: SaidOfLists):
        self.found, self.headed, self.said, self.today = found, headed, said, today()
        self.headings = headed.by_heading()
        self.first: dict[str, Row] = {}
        self.plans: set[tuple[str, str]] = set()
        self.teams: set[tuple[str, str]] = set()
        self.odd_ages: Counter[str] = Counter()
        self.in_months = "month" in heading_key(found.columns.get(AGE_BAND, ""))

    def read(self, row: Row) -> None:
        heading = self.found.columns[CASE]
        if why := about_the_list(row, heading):
            text = next(filter(None, map(clean_text, (row.get(heading), *row.values.values()))), "")
            self.found.passed_over.append(Rejection(row.number, heading, text[:LONGEST_VALUE], why))
            return
        values, refused = self._cells(row)
        case = values.pop(CASE, "")
        earlier = self.first.get(case_key(case)) if case else None
        if earlier:
            refused.append(rejection(row.number, heading, case, self._said_twice(earlier, row)))
        if refused:
            self.found.refused += refused
            return
        self.first[case_key(case)] = row
        self.found.records.append(ListedRecord(case, self._understood(row, values), row.number))

    def _said_twice(self, earlier: Row, row: Row) -> str:
        """Where the two say different things of the child, the person who brings the list decides which of them is right."""
        others = [heading for heading in row.values if name_key(clean_text(earlier.get(heading))) != name_key(clean_text(row.get(heading)))]
        others = [heading for heading in others if self.headings.get(heading, CASE) != CASE]
        differs = f", with another “{'”, “'.join(others)}”" if others else ""
        return f"Row {earlier.number} holds the same record{differs}, and is taken. Keep one row for each record."

    def _cells(self, row: Row) -> tuple[dict[str, str], list[Rejection]]:
        values: dict[str, str] = {}
        refused = []
        for heading, name in self.headings.items():
            cell = row.get(heading)
            try:
                values[name] = READ.get(name, clean_text)(cell)
            except NotToBeKept as error:
                refused.append(Rejection(row.number, heading, "not shown", str(error)))
            except ValueError as error:
                refused.append(rejection(row.number, heading, cell, str(error)))
        return values, refused

    def _understood(self, row: Row, values: dict[str, str]) -> dict[str, str]:
        """Plan types and ages in our words, so that one stratum is one; anyone else named beside the record, as a past worker."""
        if plan := plan_type_of(values.get(PLAN, ""), self.said.plans):
            self.plans.add((values[PLAN], plan.label))
            values[PLAN] = str(plan.label)
        if team := self.said.teams.get(name_key(values.get(TEAM, ""))):
            self.teams.add((values[TEAM], team))
            values[TEAM] = team
        if AGE_BAND in values:
            values[AGE_BAND] = self._age_band(values[AGE_BAND])
        more = [clean_text(row.get(heading)) for heading in self.headed.more_workers]
        if any(more):
            values[PAST_WORKERS] = "; ".join(filter(None, [values.get(PAST_WORKERS, ""), *more]))
        return values

    def _age_band(self, text: str) -> str:
        """An age or a date of birth is not kept: with team and plan it would tell more of a child than is needed."""
        band = age_band_of(f"{text} months" if self.in_months and text.isdigit() else text, self.today)
        if band or not self.headed.is_an_age:
            return str(band.label) if band else text
        if text.casefold() not in BLANK_WORDS:
            self.odd_ages[text] += 1
        return ""

    def notes(self) -> list[str]:
        notes = []
        if said := said_in_bands(self.plans):
            notes.append(f"Plan types were read in our words: {said}.")
        if said := said_in_bands(self.teams):
            notes.append(f"Teams were read as you said before: {said}.")
        if self.odd_ages:
            number = self.odd_ages.total()
            notes.append(f"{number} {'record has' if number == 1 else 'records have'} no age from 0 to 25 years, so no age band.")
        return notes


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


class NotToBeKept(ValueError):
    """A cell that may name a child: it is refused without being shown or stored."""


def _case(cell: Cell) -> str:
    if what := what_was_taken_out(cell):
        raise _not_to_be_kept(what)
    try:
        return str(CASE_COLUMN.clean(cell))
    except ValueError:
        if what := gives_away(cell):
            raise _not_to_be_kept(what) from None
        raise


def _not_to_be_kept(what: str) -> NotToBeKept:
    return NotToBeKept(f"This looks like {what}. Write the pseudonymised case ID: no child can be recognised here.")


CASE_COLUMN = CaseColumn(CASE, required=True)
READ = {FAMILY: _family, CASE: _case, OPENED: _day, WEEKS_OPEN: _weeks, RESTRICTED: _yes_or_no}
