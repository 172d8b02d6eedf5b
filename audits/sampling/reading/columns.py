"""Which column of a list of records is which: as somebody said, as we call it ourselves, else by the words in its heading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from audits.sheets.headings import (
    is_age,
    is_age_group,
    is_birth,
    is_case,
    is_ethnicity,
    is_family,
    is_past_worker,
    is_plan,
    is_team,
    is_worker,
    may_be_people,
    may_be_plans,
)
from audits.sheets.rows import Rejection
from foundation.matching.calculations import SAID_NOTHING, ListColumn, ListMatch, SaidOfColumns, match_list
from foundation.matching.subjects import Choices, ListSubject
from foundation.sheets import Sheet, heading_key, identifiers_of

CASE, FAMILY, RESTRICTED, WEEKS_OPEN, OPENED, CLOSED = "case", "family", "restricted", "weeks open", "opened", "closed"
TEAM, WORKER, PAST_WORKERS, PLAN, AGE_BAND, ETHNICITY = "team", "worker", "past workers", "plan type", "age band", "ethnicity group"
# Read as the age band and kept as nothing else.
BIRTH = "date of birth"

_NAMES_A_CHILD = re.compile(r"\b(name|forenames?|surname|dob|d o b|date of birth|birth date|address|postcode|nhs|upn)\b")

# In this order their words are tried: a past worker is a worker too, and a family's ID an ID.
COLUMNS = (
    ListColumn(PAST_WORKERS, "previous workers", label="Past workers", several=True, fits=is_past_worker, holds=may_be_people),
    ListColumn(
        WORKER,
        *("allocated worker", "social worker", "worker name"),
        label="Allocated worker",
        wanted=True,
        others=PAST_WORKERS,
        fits=is_worker,
        holds=may_be_people,
    ),
    ListColumn(FAMILY, "family id", label="Family (the same ID for children of one family)", fits=is_family),
    ListColumn(CASE, "case id", "record", label="Case ID", required=True, fits=is_case),
    ListColumn(TEAM, "team name", label="Team", wanted=True, fits=is_team),
    ListColumn(PLAN, "plan", label="Plan type", wanted=True, fits=is_plan, holds=may_be_plans),
    ListColumn(AGE_BAND, label="Age, or age band", fits=lambda text: is_age(text) or is_age_group(text)),
    ListColumn(BIRTH, label="Date of birth (kept as an age band)", fits=is_birth),
    ListColumn(ETHNICITY, "ethnicity", label="Ethnicity group", fits=is_ethnicity),
    ListColumn(RESTRICTED, "restricted record", label="Restricted record (yes or no)"),
    ListColumn(WEEKS_OPEN, "open weeks", label="Weeks open"),
    ListColumn(OPENED, "date opened", "open since", label="Date opened"),
    ListColumn(CLOSED, "closed record", "date closed", "closure date", label="Closed record (yes, or the day on which it was closed)"),
)
_FIRST_SHOWN = (CASE, WORKER, PAST_WORKERS, TEAM, PLAN)
COLUMNS_AS_SHOWN = sorted(COLUMNS, key=lambda column: [*_FIRST_SHOWN, column.identifier].index(column.identifier))
_IDENTIFIERS = identifiers_of(COLUMNS)
IN_WORDS = {
    CASE: "the case ID",
    WORKER: "the worker",
    PAST_WORKERS: "past workers",
    TEAM: "the team",
    PLAN: "the plan type",
    AGE_BAND: "the age, in our age bands",
    BIRTH: "the date of birth, of which the age band is kept",
    ETHNICITY: "the ethnicity group",
    FAMILY: "the family",
}
OTHER_COLUMN = "None of these: keep it as it is"


def _choices() -> Choices:
    return [(column.identifier, column.label) for column in COLUMNS_AS_SHOWN]


COLUMN_WORDS = ListSubject("sample-columns", "Columns of lists of records", _choices, OTHER_COLUMN)
SUBJECTS = (COLUMN_WORDS,)


@dataclass
class ListColumns:
    """Plain name → heading as written, what is wrong with the headings, and what is to be said of them."""

    match: ListMatch
    columns: dict[str, str] = field(default_factory=dict)
    # Headings of the columns that name further workers; their names are kept with the past workers.
    more_workers: list[str] = field(default_factory=list)
    is_an_age: bool = False
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def by_heading(self) -> dict[str, str]:
        return {heading: name for name, heading in self.columns.items()}


def columns_of(sheet: Sheet, said: SaidOfColumns = SAID_NOTHING) -> ListColumns:
    """The columns that are known here; the others are kept under their own name, but for those that name a child."""
    match = match_records(sheet, said)
    found = ListColumns(match)
    found.columns = {name: heading for name, heading in match.columns.items() if name != BIRTH}
    found.more_workers = [heading for heading in match.headings_of(PAST_WORKERS) if heading != found.columns.get(PAST_WORKERS)]
    if note := match.words_note(IN_WORDS):
        found.notes.append(note)
    _take_age(found, match)
    for heading in sheet.header:
        _keep_another(found, sheet, heading)
    place = {heading: at for at, heading in enumerate(sheet.header)}
    found.columns = dict(sorted(found.columns.items(), key=lambda each: place[each[1]]))
    if CASE not in found.columns or CASE in match.unsure:
        found.columns.pop(CASE, None)
        found.rejected.append(_no_case(sheet, match))
    return found


def match_records(sheet: Sheet, said: SaidOfColumns = SAID_NOTHING) -> ListMatch:
    """Which heading is which; one that names a child is asked about only where it may be a date of birth."""
    shown = [heading for heading in sheet.header if not names_a_child(heading) or is_birth(heading_key(heading))]
    return match_list(Sheet(shown, sheet.rows, header_number=sheet.header_number), COLUMNS, said)


def names_a_child(heading: str) -> bool:
    """Whether a column says who a child is: it is neither kept nor shown."""
    text = heading_key(heading)
    return bool(_NAMES_A_CHILD.search(text)) and text not in _IDENTIFIERS and not is_worker(text) and not is_team(text)


def _take_age(found: ListColumns, match: ListMatch) -> None:
    """An age, an age band or a date of birth: the first of them that there is."""
    birth = match.columns.get(BIRTH)
    if AGE_BAND in found.columns:
        found.is_an_age = not is_age_group(heading_key(found.columns[AGE_BAND])) and heading_key(found.columns[AGE_BAND]) != AGE_BAND
        left = [*match.headings_of(BIRTH), *(heading for heading in match.unmatched if is_age(heading_key(heading)))]
        found.notes += [f"The column “{each}” was not kept: “{found.columns[AGE_BAND]}” says enough of a child’s age." for each in left]
    elif birth:
        found.columns[AGE_BAND], found.is_an_age = birth, True
        found.notes.append(f"Of the dates in “{birth}” the age band alone was kept.")


def _keep_another(found: ListColumns, sheet: Sheet, heading: str) -> None:
    """A column that is none of ours, under its own name."""
    known = {*found.columns.values(), *found.more_workers, *found.match.headings_of(BIRTH)}
    if heading in known:
        return
    name = heading_key(heading)
    if names_a_child(heading):
        found.notes.append(f"The column “{heading}” was not kept: no child can be recognised here.")
    elif AGE_BAND in found.columns and is_age(name):
        return
    elif name in found.columns:
        reason = f"Another column, “{found.columns[name]}”, already holds the {name}. Remove one of them."
        found.rejected.append(Rejection(sheet.header_number, heading, heading, reason))
    else:
        found.columns[name] = heading


def _no_case(sheet: Sheet, match: ListMatch) -> Rejection:
    if headings := match.unsure.get(CASE):
        named = ", ".join(f"“{heading}”" for heading in headings)
        reason = f"Any of {named} may hold the case ID. Call the one that does “case”, and try again."
        return Rejection(sheet.header_number, headings[0], "", reason)
    reason = "The column “case” is missing. Add it, with the pseudonymised case ID of each record, and try again."
    return Rejection(sheet.header_number, CASE, "", reason)


def columns_named(columns: dict[str, str], names: Iterable[str]) -> list[str]:
    """The plain names of columns that a person wrote (“plan_type”). Raises ValueError naming the columns that there are."""
    headings = {heading_key(heading): name for name, heading in columns.items()}
    asked = [_IDENTIFIERS.get(heading_key(name), heading_key(name)) for name in names if name.strip()]
    asked = [name if name in columns else headings.get(name, name) for name in asked]
    unknown = [name for name in asked if name not in columns or name == CASE]
    if unknown:
        there = ", ".join(heading for name, heading in columns.items() if name != CASE)
        raise ValueError(f"The list has no column “{'”, “'.join(unknown)}”. It has: {there}.")
    return asked
