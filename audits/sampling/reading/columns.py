"""Which column of a list of records is which: by its heading if that is one of ours, else by the words in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from audits.sheets.rows import Rejection
from foundation.sheets import Sheet, SheetColumn, heading_key, identifiers_of, match_columns

CASE, FAMILY, RESTRICTED, WEEKS_OPEN, OPENED = "case", "family", "restricted", "weeks open", "opened"
TEAM, WORKER, PAST_WORKERS, PLAN, AGE_BAND, ETHNICITY = "team", "worker", "past workers", "plan type", "age band", "ethnicity group"
# By any other heading a column is read by its words, or kept as it is.
COLUMNS = (
    SheetColumn(CASE, "case id", "record"),
    SheetColumn(WORKER, "allocated worker", "social worker", "worker name"),
    SheetColumn(PAST_WORKERS, "previous workers"),
    SheetColumn(TEAM, "team name"),
    SheetColumn(PLAN, "plan"),
    SheetColumn(AGE_BAND),
    SheetColumn(ETHNICITY, "ethnicity"),
    SheetColumn(FAMILY, "family id"),
    SheetColumn(RESTRICTED, "restricted record"),
    SheetColumn(WEEKS_OPEN, "open weeks"),
    SheetColumn(OPENED, "date opened", "open since"),
)
_IDENTIFIERS = identifiers_of(COLUMNS)
IN_WORDS = {
    CASE: "the case ID",
    WORKER: "the worker",
    PAST_WORKERS: "past workers",
    TEAM: "the team",
    PLAN: "the plan type",
    AGE_BAND: "the age, in our age bands",
    ETHNICITY: "the ethnicity group",
    FAMILY: "the family",
}

_IDS = {"id", "ids", "identifier", "ref", "reference", "uid", "pid", "pseudonym"}
_NUMBERS = {"number", "no", "num", "nr"}
_RECORDS = {"case", "child", "client", "person", "record", "file", "system", "user", "yp", "p", "cyp", "unique"}
_SYSTEMS = {"lcs", "ll", "ics", "liquidlogic", "mosaic", "eclipse", "carefirst", "azeus", "protocol", "careworks"}
_OTHERS_IDS = {"family", "household", "sibling", "siblings", "team", "worker", "sw", "staff", "manager", "carer", "placement", "plan", "of"}
_WORKERS = {"sw", "worker", "workers", "keyworker", "caseworker", "practitioner", "practitioners", "adviser", "advisor", "pa"}
_NOT_THE_WORKER = {
    "date",
    "days",
    "visit",
    "visits",
    "seen",
    "start",
    "end",
    "id",
    "type",
    "role",
    "team",
    "number",
    "no",
    "since",
    "count",
}
_EARLIER = {"previous", "past", "former", "last", "earlier", "old", "prior"}
_NOT_THE_TEAM = {
    "manager",
    "leader",
    "date",
    "id",
    "code",
    "number",
    "previous",
    "past",
    "former",
    "email",
    "phone",
    "type",
    "start",
    "end",
}
_NOT_THE_PLAN = {
    "date",
    "start",
    "started",
    "end",
    "ended",
    "review",
    "reviewed",
    "due",
    "number",
    "no",
    "days",
    "weeks",
    "months",
    "id",
    "length",
}
_PLANS_CALLED = {"case type", "case status", "current status", "type of case", "status", "cohort", "service type", "category"}
_NOT_AN_AGE = {"date", "band", "group", "referral", "mother", "parent", "worker", "plan", "days", "first"}
_FAMILIES = {"family", "household", "sibling"}


@dataclass
class ListColumns:
    """Plain name → heading as written, what is wrong with the headings, and what is to be said of them."""

    columns: dict[str, str] = field(default_factory=dict)
    # Headings of the columns that name further workers; their names are kept with the past workers.
    more_workers: list[str] = field(default_factory=list)
    is_an_age: bool = False
    # Ages, where the age band says enough.
    not_kept: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def by_heading(self) -> dict[str, str]:
        return {heading: name for name, heading in self.columns.items()}


def columns_of(sheet: Sheet, names_a_child: Callable[[str], object]) -> ListColumns:
    """Our own headings first, then those whose words say what they hold; the others are kept under their own name."""
    found = ListColumns()
    matched = match_columns(sheet.header, COLUMNS)
    found.columns |= matched.headings
    for heading, name in matched.doubled.items():
        _refuse_second(found, sheet, name, heading)
    rest = matched.unknown
    by_words = _by_words(found, sheet, rest, names_a_child)
    for heading in (each for each in rest if each not in by_words):
        if names_a_child(heading_key(heading)):
            found.notes.append(f"The column “{heading}” was not kept: no child can be recognised here.")
        elif heading in found.not_kept:
            found.notes.append(f"The column “{heading}” was not kept: “{found.columns[AGE_BAND]}” says enough of a child’s age.")
        else:
            _keep(found, sheet, heading_key(heading), heading)
    return found


def _keep(found: ListColumns, sheet: Sheet, name: str, heading: str) -> None:
    if name in found.columns:
        _refuse_second(found, sheet, name, heading)
    else:
        found.columns[name] = heading


def _refuse_second(found: ListColumns, sheet: Sheet, name: str, heading: str) -> None:
    reason = f"Another column, “{found.columns[name]}”, already holds the {name}. Remove one of them."
    found.rejected.append(Rejection(sheet.header_number, heading, heading, reason))


def _by_words(found: ListColumns, sheet: Sheet, rest: list[str], names_a_child: Callable[[str], object]) -> set[str]:
    """The headings that were read by their words; what each was read as is said."""
    taken: dict[str, str] = {}
    for name, fits in _FITS.items():
        fitting = [heading for heading in rest if heading not in taken and fits(heading_key(heading))]
        if name == CASE:
            fitting = [heading for heading in fitting if not names_a_child(heading_key(heading))]
        taken |= _take(found, sheet, name, fitting)
    if taken:
        said = ", ".join(f"“{heading}” as {IN_WORDS[name]}" for heading, name in taken.items())
        found.notes.append(f"Columns were read by the words in their headings: {said}.")
    return set(taken)


def _take(found: ListColumns, sheet: Sheet, name: str, fitting: list[str]) -> dict[str, str]:
    """What each of the headings that fit `name` is read as: the first as that, where nothing is yet."""
    is_missing = name not in found.columns
    if name == CASE and is_missing and len(fitting) > 1:
        _ask_which(found, sheet, fitting)
        return {}
    first, others = (fitting[:1], fitting[1:]) if is_missing else ([], fitting)
    for heading in first:
        found.columns[name] = heading
        found.is_an_age |= name == AGE_BAND and not _is_age_group(heading_key(heading))
    if name == AGE_BAND:
        found.not_kept += [heading for heading in others if _is_age(heading_key(heading))]
    # A person named in the row of a record works with it, so they must not audit it.
    more = others if name in (WORKER, PAST_WORKERS) else []
    found.more_workers += more
    return dict.fromkeys(first, name) | dict.fromkeys(more, PAST_WORKERS)


def _ask_which(found: ListColumns, sheet: Sheet, headings: list[str]) -> None:
    named = ", ".join(f"“{heading}”" for heading in headings)
    reason = f"Any of {named} may hold the case ID. Call the one that does “case”, and try again."
    found.rejected.append(Rejection(sheet.header_number, headings[0], "", reason))


def _is_case(text: str) -> bool:
    words = set(text.split())
    if words & _OTHERS_IDS:
        return False
    if words & _IDS:
        return True
    return bool(words & _NUMBERS and words & (_RECORDS | _SYSTEMS)) or (bool(words & _SYSTEMS) and len(words) == 1)


def _is_worker(text: str) -> bool:
    words = set(text.split())
    return bool(words & _WORKERS or "lead professional" in text or text in {"allocated to", "allocated"}) and not words & _NOT_THE_WORKER


def _is_past_worker(text: str) -> bool:
    return bool(set(text.split()) & _EARLIER) and _is_worker(text)


def _is_team(text: str) -> bool:
    words = set(text.split())
    return "team" in words and not words & _NOT_THE_TEAM


def _is_plan(text: str) -> bool:
    words = set(text.split())
    return text in _PLANS_CALLED or bool({"plan", "plans"} & words and not words & _NOT_THE_PLAN)


def _is_age(text: str) -> bool:
    words = set(text.split())
    return bool({"age", "ages", "aged"} & words) and not words & _NOT_AN_AGE


def _is_age_group(text: str) -> bool:
    words = set(text.split())
    return bool({"age", "ages"} & words and {"band", "bands", "group", "groups", "range"} & words)


def _is_family(text: str) -> bool:
    words = set(text.split())
    return bool(words & _FAMILIES and words & (_IDS | _NUMBERS | {"group"}))


def _is_ethnicity(text: str) -> bool:
    return bool({"ethnic", "ethnicity"} & set(text.split()))


# In this order: a past worker is a worker too, and a family's ID an ID.
_FITS: dict[str, Callable[[str], bool]] = {
    PAST_WORKERS: _is_past_worker,
    WORKER: _is_worker,
    FAMILY: _is_family,
    CASE: _is_case,
    TEAM: _is_team,
    PLAN: _is_plan,
    AGE_BAND: lambda text: _is_age(text) or _is_age_group(text),
    ETHNICITY: _is_ethnicity,
}


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
