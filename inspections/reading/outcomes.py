"""Ofsted's published outcomes of local authorities, row by row: which council, inspected when, which grades."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from foundation.sheets import Cell, Limits, Sheet, SheetColumn, TooMuchToOpen, UnreadableFile, clean_text, heading_key, read_rows, sheets_of
from foundation.sheets.columns import match_columns
from inspections.enums import OfstedGrade

LIMITS = Limits(file_bytes=5 * 1024 * 1024, rows=20_000)
# The tables of a publication come among its first sheets.
SHEETS_TRIED = 15
FEWEST_JUDGEMENTS = 2
_LIKELY = re.compile(r"\bla\b|outcome|local authorit|_level_", re.IGNORECASE)
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
_NOT_GIVEN = {"", "-", "–", "n a", "na", "null", "none", "not judged", "not applicable", "not yet inspected", "not inspected", "z", "x"}
_WORDS = {
    **{heading_key(str(grade.label)): grade for grade in OfstedGrade},
    "requires improvement": OfstedGrade.REQUIRES_IMPROVEMENT,
    **{str(grade.value).casefold(): grade for grade in OfstedGrade},
}
COLUMNS = (
    SheetColumn("Local authority name", "Local authority", "LA name", "LA", "Council", "Authority", required=True),
    SheetColumn(
        "Inspection date",
        "Inspection start date",
        "Date of inspection",
        "Latest inspection date",
        "Most recent inspection date",
        required=True,
    ),
    SheetColumn("Publication date", "Date published", "Published", "Report publication date"),
    SheetColumn("Overall effectiveness", "Overall effectiveness grade", "Overall", "Latest overall effectiveness"),
)
NO_TABLE = (
    "No table of outcomes was found in this file. It needs the columns “Local authority name”, “Inspection date” and those of the "
    "judgements, such as “The impact of leaders on social work practice with children and families”."
)


@dataclass(frozen=True)
class OutcomeRead:
    """One row. `grades` are by the heading of their column; `wrong` says why it cannot be taken, empty where it can."""

    number: int
    council: str
    inspected_on: datetime.date | None
    published_on: datetime.date | None = None
    overall: str = ""
    grades: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""


@dataclass(frozen=True)
class OutcomesRead:
    """The rows of the first sheet that is such a table."""

    sheet: str
    rows: Sequence[OutcomeRead]


def read_outcomes(content: bytes, name: str, sheet: str = "") -> OutcomesRead:
    """Of `sheet` where it is known; else the likeliest is tried first. Raises UnreadableFile where the file is no spreadsheet, or no sheet
    of it has such a table.
    """
    names = [sheet] if sheet else sorted(sheets_of(content, name, limits=LIMITS), key=lambda each: not _LIKELY.search(each))
    refused: UnreadableFile | None = None
    for wanted in names[:SHEETS_TRIED] or [""]:
        try:
            table = read_rows(BytesIO(content), name, limits=LIMITS, sheet=wanted)
        except TooMuchToOpen:
            raise
        except UnreadableFile as problem:
            refused = problem
            continue
        if found := _outcomes_on(table):
            return OutcomesRead(table.name or wanted, found)
    raise UnreadableFile(str(refused) if refused and len(names) <= 1 else NO_TABLE)


def judgement_key(words: str) -> str:
    """The same for a judgement and the heading of its column: without “the” before it."""
    return heading_key(words).removeprefix("the ")


def _outcomes_on(sheet: Sheet) -> list[OutcomeRead]:
    """None where the sheet is another table."""
    matched = match_columns(sheet.header, COLUMNS)
    judgements = [heading for heading in matched.unknown if _is_judgement(heading)]
    if matched.missing or len(judgements) < FEWEST_JUDGEMENTS:
        return []
    found = []
    for row in sheet.rows:
        cells = {identifier: row.get(heading) for identifier, heading in matched.headings.items()}
        if clean_text(cells["Local authority name"]):
            found.append(_outcome(row.number, cells, {heading: row.get(heading) for heading in judgements}))
    return found


def _is_judgement(heading: str) -> bool:
    return bool(re.match(r"(impact of leaders|(overall )?experiences and progress)", judgement_key(heading)))


def _outcome(number: int, cells: Mapping[str, Cell], judgements: Mapping[str, Cell]) -> OutcomeRead:
    council = clean_text(cells["Local authority name"])
    try:
        inspected_on, published_on = _day(cells["Inspection date"]), _day(cells.get("Publication date", ""))
        overall = _grade(cells.get("Overall effectiveness", ""))
        grades = {heading: _grade(cell) for heading, cell in judgements.items()}
    except ValueError as problem:
        return OutcomeRead(number, council, None, wrong=str(problem))
    given = {heading: grade for heading, grade in grades.items() if grade}
    if inspected_on is None:
        return OutcomeRead(number, council, None, wrong="There is no date of an inspection.")
    if published_on and published_on < inspected_on:
        return OutcomeRead(number, council, inspected_on, wrong="The report was published before the inspection. Correct one of the dates.")
    return OutcomeRead(number, council, inspected_on, published_on, overall, given)


def _day(cell: Cell) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = clean_text(cell)
    if heading_key(text) in _NOT_GIVEN:
        return None
    for form in _DAYS:
        try:
            return datetime.datetime.strptime(text.partition(" 00:00")[0], form).date()
        except ValueError:
            continue
    raise ValueError(f"“{text[:40]}” is not a date. Write it like 17/03/2023.")


def _grade(cell: Cell) -> str:
    text = clean_text(cell)
    key = heading_key(text)
    if key in _NOT_GIVEN:
        return ""
    if key not in _WORDS:
        raise ValueError(f"“{text[:40]}” is not one of Ofsted’s four grades.")
    return _WORDS[key].value
